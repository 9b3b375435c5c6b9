package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The connection on which a low-latency player asks for the part that comes next. */
final class PartWire implements Wire, HttpReply.Body {

  /** What the server is asked to cut; the benchmark does not read it from the playlist. */
  private static final long PART_MS = 200;

  private final HttpTarget target;
  private final SegmentWatch watch;
  private final PartClock clock;
  private final Crowd crowd;
  private final HttpReply reply = new HttpReply(this);
  private final SegmentCheck check = new SegmentCheck();
  private final Gathered whole = new Gathered();

  private @Nullable SocketChannel channel;
  private String part = "";
  private String newest = "";
  private String hintedPath = "";
  private boolean hinted;
  private boolean learning;
  private long lastNumber = -1;

  PartWire(HttpTarget target, SegmentWatch watch, PartClock clock, Crowd crowd) {
    this.target = target;
    this.watch = watch;
    this.clock = clock;
    this.crowd = crowd;
  }

  @Override
  public void open(SocketChannel opened) {
    channel = opened;
  }

  /** A playlist has named the part that comes next. */
  void hint(String name, String path) {
    if (!name.equals(newest)) {
      newest = name;
      hintedPath = path;
      hinted = true;
    }
  }

  /** Asks for the hinted part, unless another one is still on its way. */
  void ask() throws IOException {
    if (channel == null || !part.isEmpty() || !hinted) {
      return;
    }
    part = newest;
    hinted = false;
    follow(part);
    learning = clock.claim(part);
    check.begin();
    channel.write(target.request(hintedPath));
  }

  private void follow(String name) {
    int end = name.lastIndexOf('.');
    int start = end;
    while (start > 0 && Character.isDigit(name.charAt(start - 1))) {
      start--;
    }
    long number = Long.parseLong(name.substring(start, end));
    if (lastNumber >= 0 && number > lastNumber + 1) {
      crowd.lost(number - lastNumber - 1);
    } else if (number <= lastNumber) {
      crowd.repeated();
    }
    lastNumber = number;
  }

  @Override
  public void read(SocketChannel from, ByteBuffer in, long nowNanos) throws IOException {
    reply.read(in, nowNanos);
    ask();
  }

  @Override
  public void piece(ByteBuffer in, int length, long nowNanos) {
    if (learning) {
      whole.add(in.duplicate(), length);
    }
    check.piece(in, length);
  }

  @Override
  public void end(long nowNanos) {
    crowd.request();
    check.end();
    if (learning) {
      clock.learn(part, whole.toBytes());
      whole.clear();
    }
    clock.arrived(part, nowNanos);
    watch.piece(PART_MS, check.bytes(), nowNanos);
    part = "";
  }
}
