package dev.weir.bench.swarm;

import dev.weir.bench.swarm.Playlist.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A player of HLS on one connection: begins three segments before the end, fetches each segment in
 * order, and asks for the playlist again a target duration after a change, half of one otherwise.
 * RFC 8216, 6.3.4.
 */
final class HlsWire implements Wire, HttpReply.Body {

  private static final int SEGMENTS_BEFORE_END = 3;
  private static final long NANOS_PER_MS = 1_000_000;

  private final HttpTarget target;
  private final SegmentWatch watch;
  private final Crowd crowd;
  private final HttpReply reply = new HttpReply(this);
  private final Gathered text = new Gathered();
  private final SegmentCheck check = new SegmentCheck();

  private final Deque<Segment> toFetch = new ArrayDeque<>();
  private String playlist;
  private boolean answered;
  private boolean fetchingSegment;
  private boolean idle = true;
  private long nextSequence = -1;
  private long askedNanos;
  private long reloadNanos;

  HlsWire(HttpTarget target, SegmentWatch watch, Crowd crowd) {
    this.target = target;
    this.playlist = target.path();
    this.watch = watch;
    this.crowd = crowd;
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    ask(channel, playlist, 0);
  }

  private void ask(SocketChannel channel, String path, long nowNanos) throws IOException {
    idle = false;
    askedNanos = nowNanos;
    channel.write(target.request(path));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException {
    if (!answered) {
      answered = true;
      watch.answered(nowNanos);
    }
    reply.read(in, nowNanos);
    if (idle) {
      next(channel, nowNanos);
    }
  }

  @Override
  public void tick(SocketChannel channel, long nowNanos) throws IOException {
    if (idle && toFetch.isEmpty() && nowNanos >= reloadNanos) {
      next(channel, nowNanos);
    }
  }

  private void next(SocketChannel channel, long nowNanos) throws IOException {
    Segment segment = toFetch.peek();
    if (segment != null) {
      fetchingSegment = true;
      check.begin();
      ask(channel, HttpTarget.resolve(playlist, segment.uri()), nowNanos);
    } else if (nowNanos >= reloadNanos) {
      ask(channel, playlist, nowNanos);
    }
  }

  @Override
  public void piece(ByteBuffer in, int length, long nowNanos) {
    if (fetchingSegment) {
      check.piece(in, length);
    } else {
      text.add(in, length);
    }
  }

  @Override
  public void end(long nowNanos) {
    idle = true;
    crowd.request();
    if (fetchingSegment) {
      fetchingSegment = false;
      check.end();
      crowd.latency(nowNanos - askedNanos);
      watch.piece(toFetch.remove().durationMs(), check.bytes(), nowNanos);
      return;
    }
    Playlist read = Playlist.read(text.text());
    text.clear();
    if (!read.variant().isEmpty()) {
      playlist = HttpTarget.resolve(playlist, read.variant());
      reloadNanos = 0;
      return;
    }
    if (askedNanos != 0) {
      crowd.playlist(nowNanos - askedNanos);
    }
    follow(read, nowNanos);
  }

  private void follow(Playlist read, long nowNanos) {
    List<Segment> listed = read.segments();
    if (nextSequence < 0) {
      nextSequence = Math.max(read.firstSequence(), read.nextSequence() - SEGMENTS_BEFORE_END);
    }
    if (read.firstSequence() > nextSequence) {
      crowd.lost(read.firstSequence() - nextSequence);
      nextSequence = read.firstSequence();
    }
    boolean changed = read.nextSequence() > nextSequence;
    if (changed) {
      toFetch.addAll(listed.subList((int) (nextSequence - read.firstSequence()), listed.size()));
      nextSequence = read.nextSequence();
    }
    reloadNanos = nowNanos + read.targetMs() * NANOS_PER_MS / (changed ? 1 : 2);
  }
}
