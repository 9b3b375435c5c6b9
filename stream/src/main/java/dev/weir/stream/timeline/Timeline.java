package dev.weir.stream.timeline;

import dev.weir.media.hls.Part;
import dev.weir.media.hls.TrackKind;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * One stream's parts and segments, from its first group of pictures on, for whoever reads them. Any
 * thread may ask; {@link TimelineWriter} lets it grow.
 */
public final class Timeline {

  private final Map<TrackKind, HeldTrack> tracks = new EnumMap<>(TrackKind.class);
  private final NumberedBytes muxed = new NumberedBytes();
  private final Waiters waiters;
  private final Loop home;
  private final long id = ThreadLocalRandom.current().nextLong();
  private final TimelineHistory history = new TimelineHistory();
  private final List<TimelineFollower> followers = new ArrayList<>();

  private volatile TimelineView view =
      new TimelineView(0, TimelineView.Stage.GATHERING, List.of(), Map.of(), Optional.empty());

  Timeline(SegmentBytes bytes, TimeSource time, Loop home) {
    this.home = home;
    for (TrackKind kind : TrackKind.values()) {
      tracks.put(kind, new HeldTrack(bytes));
    }
    this.waiters = new Waiters(this::view, time);
  }

  /** The timeline as it is now. */
  public TimelineView view() {
    return view;
  }

  /**
   * The first view that has come as far as the caller wants; fails with the fault {@code
   * PLAYLIST_WAIT_TIMEOUT} when none came in time, or {@code CONNECTIONS_EXCEEDED} when too many
   * wait. To be called on {@code loop}, on which the future completes.
   */
  public Future<TimelineView> await(Loop loop, Predicate<TimelineView> arrived, Duration patience) {
    return waiters.await(loop, arrived, patience);
  }

  /** How many wait. */
  public int waiting() {
    return waiters.count();
  }

  /** The CMAF header with this number. */
  public Held init(TrackKind kind, long number) {
    return held(kind).inits().find(number);
  }

  /** The closed CMAF segment with this media sequence number. */
  public Held segment(TrackKind kind, long sequence) {
    return held(kind).segments().find(sequence);
  }

  /** The CMAF chunk with this part number. */
  public Held part(TrackKind kind, long number) {
    return held(kind).parts().find(number);
  }

  /** The transport stream segment with this media sequence number. */
  public Held muxed(long sequence) {
    return muxed.find(sequence);
  }

  /**
   * The coded bytes of a part that is held; empty when it has left. Whoever takes a lease releases
   * it.
   */
  public Optional<ByteBuf> media(TrackKind kind, Part part) {
    if (!(part(kind, part.number()) instanceof Held.Here(SharedBytes chunk))) {
      return Optional.empty();
    }
    int payloadBytes = Math.toIntExact(part.payloadBytes());
    return chunk.lease().map(lease -> lease.skipBytes(lease.readableBytes() - payloadBytes));
  }

  /** Tells it from every other timeline, also of the same stream. */
  public long id() {
    return id;
  }

  /**
   * Tells {@code follower} of every change, beginning with all there is, or with what came after
   * {@code revision} when that is known. Any thread.
   *
   * @param known which timeline the follower has something of already
   */
  public void follow(TimelineFollower follower, long known, long revision) {
    home.run(() -> {
      long base = known == id ? revision : 0;
      Optional<TimelineChange> rest = history.since(base);
      if (rest.isEmpty()) {
        base = 0;
        rest = history.since(0);
      }
      followers.add(follower);
      follower.begun(base, rest.orElseThrow());
    });
  }

  /** Tells {@code follower} nothing more. Any thread. */
  public void leave(TimelineFollower follower) {
    home.run(() -> followers.remove(follower));
  }

  TimelineHistory history() {
    return history;
  }

  HeldTrack held(TrackKind kind) {
    HeldTrack track = tracks.get(kind);
    if (track == null) {
      throw new IllegalStateException("every kind of track is held");
    }
    return track;
  }

  NumberedBytes muxed() {
    return muxed;
  }

  /** Makes a view visible, and then wakes whoever waited for it. On the stream's loop. */
  void show(TimelineView next) {
    TimelineView before = view;
    view = next;
    before.replaced();
    waiters.changed();
  }

  /** Tells those who follow what has changed. On the stream's loop. */
  void tell(TimelineChange change) {
    history.add(change);
    List.copyOf(followers).forEach(follower -> follower.changed(change));
  }

  /** Another timeline takes this one's place: whoever waits here is told so. Any thread. */
  void supersede() {
    waiters.close();
    home.run(() -> {
      followers.forEach(TimelineFollower::gone);
      followers.clear();
    });
  }

  /** Lets go of all bytes, for good; on any thread, when nothing is added any more. */
  void dropAll() {
    muxed.dropAll();
    tracks.values().forEach(HeldTrack::dropAll);
    view.replaced();
  }
}
