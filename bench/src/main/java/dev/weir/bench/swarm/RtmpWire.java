package dev.weir.bench.swarm;

import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.PingResponse;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.session.ClientGoal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * RTMP play. All commands go out at once behind the handshake, since the answers are known: the
 * first message stream of a connection is 1 on every server.
 */
final class RtmpWire implements Wire {

  private static final int HELLO_BYTES = 1 + 1536;
  private static final int ECHO_BYTES = 1536;
  private static final int MESSAGE_STREAM = 1;
  private static final ChunkWriter WRITER = new ChunkWriter(128);

  private final ClientGoal goal;
  private final TagWatch watch;
  private final RtmpStream stream;

  private int handshakeLeft = HELLO_BYTES + ECHO_BYTES;

  RtmpWire(String url, TagWatch watch) {
    this.goal = ClientGoal.play(url);
    this.watch = watch;
    this.stream = new RtmpStream(watch);
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    byte[] hello = new byte[HELLO_BYTES];
    hello[0] = 3;
    channel.write(ByteBuffer.wrap(hello));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException {
    if (handshakeLeft > 0) {
      shakeHands(channel, in, nowNanos);
    }
    stream.read(in, nowNanos);
    int pingMs = stream.takePing();
    if (pingMs >= 0) {
      send(channel, List.of(new PingResponse(pingMs)));
    }
  }

  /** What the server echoes is not looked at; its own random bytes are zeros as well as any. */
  private void shakeHands(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException {
    if (handshakeLeft == HELLO_BYTES + ECHO_BYTES) {
      watch.answered(nowNanos);
    }
    int count = Math.min(handshakeLeft, in.remaining());
    in.position(in.position() + count);
    handshakeLeft -= count;
    if (handshakeLeft == 0) {
      channel.write(ByteBuffer.allocate(ECHO_BYTES));
      ask(channel);
    }
  }

  private void ask(SocketChannel channel) throws IOException {
    AmfObject who =
        AmfObject.builder()
            .put("app", goal.app())
            .put("flashVer", "LNX 9,0,124,2")
            .put("tcUrl", goal.tcUrl())
            .toObject();
    send(
        channel,
        List.of(
            CommandMessage.ofConnection("connect", 1, who),
            CommandMessage.ofConnection("createStream", 2, new AmfNull()),
            new CommandMessage(
                MESSAGE_STREAM, "play", 3, List.of(new AmfNull(), new AmfString(goal.stream())))));
  }

  private static void send(SocketChannel channel, List<RtmpMessage> messages) throws IOException {
    ByteSink sink = new ByteSink(1024);
    messages.forEach(message -> WRITER.write(message.write(), sink));
    channel.write(ByteBuffer.wrap(sink.toByteArray()));
  }
}
