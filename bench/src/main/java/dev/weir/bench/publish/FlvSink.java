package dev.weir.bench.publish;

import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Plain FLV over TCP, which is what the bare limit takes. */
public final class FlvSink implements TagSink {

  private final SocketChannel channel;
  private final Outflow outflow;

  private FlvSink(SocketChannel channel) {
    this.channel = channel;
    this.outflow = new Outflow(channel);
  }

  /** Connects to a port of this machine. */
  public static FlvSink open(int port) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      FlvSink sink = new FlvSink(channel);
      sink.outflow.send(new FlvHeader(true, true).toBytes());
      return sink;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void send(FlvTag tag) throws IOException {
    outflow.send(FlvTagWriter.toBytes(tag));
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
