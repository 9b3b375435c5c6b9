package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** HTTP-FLV: one GET, and an answer without an end. */
final class HttpFlvWire implements Wire, HttpReply.Body {

  private final HttpTarget target;
  private final TagWatch watch;
  private final FlvStream flv;
  private final HttpReply reply = new HttpReply(this);

  private boolean answered;

  HttpFlvWire(HttpTarget target, TagWatch watch) {
    this.target = target;
    this.watch = watch;
    this.flv = new FlvStream(watch);
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    channel.write(target.request(target.path()));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) {
    if (!answered) {
      answered = true;
      watch.answered(nowNanos);
    }
    reply.read(in, nowNanos);
  }

  @Override
  public void piece(ByteBuffer in, int length, long nowNanos) {
    flv.read(in, length, nowNanos);
  }

  @Override
  public void end(long nowNanos) {
    throw new BrokenFraming("the server has ended the stream");
  }
}
