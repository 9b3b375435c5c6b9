package dev.weir.media.hls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch between two discontinuities, in which all times are on one clock.
 *
 * <p>One track leads: the pictures, or the sound where there is nothing else. It decides where
 * segments begin. The other follows: it is held back until the leader has reached the same time, so
 * that each of its frames falls into the segment where it belongs. (Nobody waits for that: sound
 * cannot be played before its picture is there.) A track that stays behind by more than {@link
 * #LAG_MS} is no longer waited for, and has gaps where it is missing. {@link CutRule} says where.
 */
final class Period {

  /** How far one track may stay behind the other before it counts as missing, milliseconds. */
  static final int LAG_MS = 3000;

  /** Sound that comes earlier than the first key frame by more than this is left out. */
  static final int LEAD_MS = 250;

  /** Most frames that are held back. */
  static final int MAX_HELD_FRAMES = 4096;

  /**
   * What comes later than this after the running segment's beginning does not belong to the period,
   * milliseconds: a planned segment, a step of the clock and the lag of a track together are less.
   * So is bounded how many parts a hole is filled with, whatever times a frame has.
   */
  static final int MAX_SEGMENT_MS = 30_000;

  private final CutRule rule;
  private final TrackCutter leader;
  private final @Nullable TrackCutter follower;

  private final Deque<TimedFrame> held = new ArrayDeque<>();
  private final Deque<Cut> cutsToFollow = new ArrayDeque<>();
  private boolean begun;
  private long wallOffsetMs;
  private long leaderMs = Long.MIN_VALUE / 2;

  Period(CutRule rule, TrackCutter leader, @Nullable TrackCutter follower) {
    this.rule = rule;
    this.leader = leader;
    this.follower = follower;
  }

  /** The length of the newest whole group of pictures, milliseconds; 0 when not known. */
  long gopMs() {
    return rule.gopMs();
  }

  /** Whether a frame is too late for the running segment, which nothing cuts any more. */
  boolean isLeftBy(TimedFrame frame) {
    return begun && frame.dtsMs() - leader.startMs() > MAX_SEGMENT_MS;
  }

  /** Places a frame of the leading track; nothing begins before its first key frame. */
  void lead(TimedFrame frame, List<SegmentEvent> out) {
    if (!begun && !(frame.key() && begin(frame))) {
      return;
    }
    leader.arrive(frame);
    for (Cut cut = rule.before(frame); cut != null; cut = rule.before(frame)) {
      cutLeader(cut, out);
    }
    leader.place(out);
    rule.placed(frame);
    leaderMs = Math.max(leaderMs, frame.dtsMs());
    if (follower != null) {
      release(follower, leaderMs, out);
      cutWithoutFrames(follower, leaderMs - LAG_MS, out);
    }
  }

  /** Takes a frame of the following track, which is placed when the leader has come that far. */
  void follow(TimedFrame frame, List<SegmentEvent> out) {
    if (follower == null) {
      return;
    }
    held.add(frame);
    long horizonMs = Math.max(leaderMs, frame.dtsMs() - LAG_MS);
    if (held.size() > MAX_HELD_FRAMES) {
      horizonMs = Math.max(horizonMs, held.getFirst().dtsMs());
    }
    if (!begun && held.getFirst().dtsMs() > horizonMs) {
      return;
    }
    if (!begun && !begin(held.getFirst())) {
      held.removeFirst();
      return;
    }
    cutInSilence(horizonMs, out);
    release(follower, horizonMs, out);
  }

  /** Ends both tracks where their frames end. */
  void close(List<SegmentEvent> out) {
    if (!begun) {
      return;
    }
    if (!held.isEmpty()) {
      cutInSilence(held.getLast().dtsMs(), out);
    }
    long endMs = leader.endMs();
    if (follower != null) {
      release(follower, Long.MAX_VALUE, out);
      cutWithoutFrames(follower, Long.MAX_VALUE, out);
      long followerEndMs = follower.endMs();
      follower.close(follower.isEmpty() ? endMs : followerEndMs, out);
      endMs = leader.isEmpty() ? followerEndMs : endMs;
    }
    leader.close(endMs, out);
  }

  private boolean begin(TimedFrame first) {
    CutRule.Start start = rule.begin(first);
    if (start == null) {
      return false;
    }
    begun = true;
    wallOffsetMs = start.wallOffsetMs();
    leader.open(start.cut(), wallOffsetMs + first.shownAfterMs());
    if (follower != null) {
      cutsToFollow.add(start.cut());
    }
    return true;
  }

  private void cutInSilence(long horizonMs, List<SegmentEvent> out) {
    for (Cut cut = rule.inSilence(horizonMs); cut != null; cut = rule.inSilence(horizonMs)) {
      cutLeader(cut, out);
    }
  }

  private void cutLeader(Cut cut, List<SegmentEvent> out) {
    leader.cut(cut, out);
    if (follower != null) {
      cutsToFollow.add(cut);
    }
  }

  private void release(TrackCutter track, long horizonMs, List<SegmentEvent> out) {
    while (!held.isEmpty() && held.getFirst().dtsMs() <= horizonMs) {
      TimedFrame frame = held.removeFirst();
      boolean beforeAll =
          !track.isOpen() && frame.dtsMs() < cutsToFollow.getFirst().atMs() - LEAD_MS;
      if (!beforeAll) {
        place(track, frame, out);
      }
    }
  }

  private void place(TrackCutter track, TimedFrame frame, List<SegmentEvent> out) {
    track.arrive(frame);
    while (!cutsToFollow.isEmpty()
        && (!track.isOpen() || cutsToFollow.getFirst().atMs() <= frame.dtsMs())) {
      Cut cut = cutsToFollow.removeFirst();
      boolean atFrame =
          Math.abs(frame.dtsMs() - cut.atMs()) <= LEAD_MS
              && (cutsToFollow.isEmpty() || cutsToFollow.getFirst().atMs() > frame.dtsMs());
      cutFollower(track, atFrame ? cut.at(frame.dtsMs()) : cut, out);
    }
    track.place(out);
  }

  private void cutWithoutFrames(TrackCutter track, long horizonMs, List<SegmentEvent> out) {
    while (!cutsToFollow.isEmpty() && cutsToFollow.getFirst().atMs() < horizonMs) {
      cutFollower(track, cutsToFollow.removeFirst(), out);
    }
  }

  private void cutFollower(TrackCutter track, Cut cut, List<SegmentEvent> out) {
    if (track.isOpen()) {
      track.cut(cut.at(Math.max(cut.atMs(), track.positionMs())), out);
    } else {
      track.open(cut, wallOffsetMs);
    }
  }
}
