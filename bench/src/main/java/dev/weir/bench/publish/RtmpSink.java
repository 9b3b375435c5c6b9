package dev.weir.bench.publish;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.ClientSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A publisher's RTMP connection to a server on this machine. */
public final class RtmpSink implements TagSink {

  private static final int READ_BYTES = 64 << 10;
  private static final int TAGS_BETWEEN_READS = 64;

  private final SocketChannel channel;
  private final ClientSession session;
  private final Outflow outflow;
  private final ByteBuffer received = ByteBuffer.allocate(READ_BYTES);

  private boolean started;
  private int tags;

  private RtmpSink(SocketChannel channel, ClientSession session) {
    this.channel = channel;
    this.session = session;
    this.outflow = new Outflow(channel);
  }

  /** Connects and waits until the server takes media. */
  public static RtmpSink open(String url) {
    int port = URI.create(url).getPort();
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ClientSession session =
          new ClientSession(ClientGoal.publish(url), new byte[ClientHandshake.RANDOM_BYTES]);
      RtmpSink sink = new RtmpSink(channel, session);
      sink.outflow.send(session.opening());
      while (!sink.started) {
        sink.read();
      }
      channel.configureBlocking(false);
      return sink;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int read() throws IOException {
    int count = channel.read(received.clear());
    if (count < 0) {
      throw new IOException("the server has ended the publisher's connection");
    }
    ByteCursor cursor = new ByteCursor(received.array(), 0, count);
    for (ClientAction action : session.receive(cursor)) {
      switch (action) {
        case ClientAction.Send(byte[] bytes) -> outflow.send(bytes);
        case ClientAction.Started() -> started = true;
        case ClientAction.Ended(String code, String text) ->
            throw new IOException("the server refuses the publisher: " + code + " " + text);
        case ClientAction.Media _ -> {
          // Nobody sends media to a publisher.
        }
      }
    }
    return count;
  }

  @Override
  public void send(FlvTag tag) throws IOException {
    outflow.send(session.encode(tag));
    tags++;
    // What a server says meanwhile is rare and small: acknowledgements and pings.
    while (tags % TAGS_BETWEEN_READS == 0 && read() == READ_BYTES) {}
  }

  @Override
  public long backlogBytes() {
    return outflow.backlogBytes();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
