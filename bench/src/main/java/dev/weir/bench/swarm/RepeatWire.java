package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Asks for the same file over and over; a multivariant playlist is followed first. */
final class RepeatWire implements Wire, HttpReply.Body {

  private final HttpTarget target;
  private final SegmentWatch watch;
  private final Crowd crowd;
  private final HttpReply reply = new HttpReply(this);
  private final Gathered first = new Gathered();

  private String path;
  private boolean found;
  private boolean idle;
  private long bytes;
  private long askedNanos;

  RepeatWire(HttpTarget target, SegmentWatch watch, Crowd crowd) {
    this.target = target;
    this.path = target.path();
    this.watch = watch;
    this.crowd = crowd;
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    channel.write(target.request(path));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException {
    reply.read(in, nowNanos);
    if (idle) {
      idle = false;
      askedNanos = nowNanos;
      channel.write(target.request(path));
    }
  }

  @Override
  public void piece(ByteBuffer in, int length, long nowNanos) {
    bytes += length;
    if (found) {
      in.position(in.position() + length);
    } else {
      first.add(in, length);
    }
  }

  @Override
  public void end(long nowNanos) {
    idle = true;
    crowd.request();
    if (found) {
      crowd.latency(nowNanos - askedNanos);
      watch.piece(0, bytes, nowNanos);
    } else {
      String variant = Playlist.read(first.text()).variant();
      found = variant.isEmpty();
      path = found ? path : HttpTarget.resolve(path, variant);
      first.clear();
    }
    bytes = 0;
  }
}
