package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.picture.Picture;
import dev.weir.transcoder.process.ExitReason;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one live stream. Lives on the stream's loop; the darkroom takes key frames from
 * it on threads of its own.
 */
final class SnapshotJob implements StreamListener, Darkroom.Subject {

  /** How long is waited after a failure, and twice that after each further one in a row. */
  static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);

  /** The longest that it comes to. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final int MOST_DOUBLINGS = 6;

  private final SnapshotRooms rooms;
  private final LiveStream stream;
  private final Loop loop;
  private final Runnable onOver;

  private final KeyFrameWatch watch;
  private final AlbumPage page;
  private final AtomicReference<@Nullable Shot> next = new AtomicReference<>();
  private Optional<SnapshotRule> rule;
  private Loop.@Nullable Timer timer;
  private int failures;
  private long taken;
  private boolean over;

  /**
   * Begins to follow a stream.
   *
   * @param onOver called once, when it is over
   */
  SnapshotJob(SnapshotRooms rooms, LiveStream stream, Runnable onOver) {
    this.rooms = rooms;
    this.stream = stream;
    this.loop = stream.loop();
    this.onOver = onOver;
    this.watch = new KeyFrameWatch(rooms.time());
    this.page = new AlbumPage(rooms.album(), stream.address(), rooms.tally());
    this.rule = rule();
  }

  @Override
  public void onTag(FlvTag tag) {
    Optional<Negative> seen = watch.note(tag);
    if (seen.isPresent() && rule.isPresent()) {
      next.set(new Shot(seen.get(), rule.get()));
      shootWhenDue();
    }
  }

  @Override
  public void onInterrupted() {}

  @Override
  public void onResumed() {
    watch.clear();
  }

  @Override
  public void onEnded() {
    over = true;
    begin(Optional.empty());
    onOver.run();
  }

  /** The domain's policy has changed. On the loop. */
  void reconsider() {
    Optional<SnapshotRule> now = rule();
    if (!over && !now.equals(rule)) {
      begin(now);
    }
  }

  /** The node stops. Any thread. */
  void halt() {
    page.close();
  }

  @Override
  public Optional<Shot> next() {
    return Optional.ofNullable(next.getAndSet(null));
  }

  @Override
  public void developed(Shot shot, ExitReason reason, ByteSlice picture) {
    try {
      loop.execute(() -> {
        if (rule.filter(shot.rule()::equals).isEmpty()) {
          // It came too late: nobody wants it any more.
          return;
        }
        if (reason instanceof ExitReason.Finished && picture.length() > 0) {
          show(shot, picture);
        } else {
          failed(reason);
        }
      });
    } catch (RejectedExecutionException loopHasShutDown) {
      // So has the stream.
    }
  }

  private void begin(Optional<SnapshotRule> other) {
    rule = other;
    failures = 0;
    next.set(null);
    rooms.darkroom().forget(this);
    stopTimer();
    if (other.isEmpty()) {
      rooms.pictures().forget(stream.address());
      page.clear();
    }
  }

  private void shootWhenDue() {
    if (timer == null && next.get() != null) {
      rooms.darkroom().want(this);
      rule.flatMap(SnapshotRule::every).ifPresent(this::rest);
    }
  }

  /** The next one is not due before. */
  private void rest(Duration time) {
    stopTimer();
    timer =
        loop.after(
            time.toMillis(),
            () -> {
              timer = null;
              shootWhenDue();
            });
  }

  private void show(Shot shot, ByteSlice file) {
    failures = 0;
    StreamAddress address = stream.address();
    Picture picture =
        new Picture(
            shot.rule().format(), Buffer.buffer(file.toByteArray()), shot.negative().seenAt());
    rooms.pictures().put(address, picture);
    page.add(new Album.Entry(address, picture, shot.rule(), stream.facts().publishedAt(), taken));
    taken++;
    rooms.tally().taken(address, shot.rule().format());
  }

  private void failed(ExitReason reason) {
    Duration wait = SHORTEST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    Duration every = rule.flatMap(SnapshotRule::every).orElse(bounded);
    failures++;
    rest(every.compareTo(bounded) > 0 ? every : bounded);
    rooms.tally().failed();
    rooms
        .log()
        .tell(
            SnapshotEvent.FAILED,
            stream.address().toString(),
            "reason",
            reason.label(),
            "detail",
            reason.detail(),
            "tries",
            failures);
  }

  private Optional<SnapshotRule> rule() {
    StreamAddress address = stream.address();
    return rooms
        .policies()
        .find(address.pushDomain())
        .flatMap(DomainPolicy::push)
        .map(PushPolicy::keeping)
        .flatMap(keeping -> keeping.snapshot(address.app(), address.stream()));
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
