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
 * #LAG_MS} is no longer waited for, and has gaps where it is missing.
 */
final class Period {

  /** How far one track may stay behind the other before it counts as missing, milliseconds. */
  static final int LAG_MS = 3000;

  /** Sound that comes earlier than the first key frame by more than this is left out. */
  static final int LEAD_MS = 250;

  /** Most frames that are held back. */
  static final int MAX_HELD_FRAMES = 4096;

  private final int targetDurationS;
  private final SegmentNumbers numbers;
  private final TrackCutter leader;
  private final @Nullable TrackCutter follower;
  private final long expectedGopMs;

  private final Deque<TimedFrame> held = new ArrayDeque<>();
  private final Deque<Cut> cutsToFollow = new ArrayDeque<>();
  private @Nullable CutPlanner planner;
  private long wallOffsetMs;
  private long leaderMs = Long.MIN_VALUE / 2;

  Period(
      int targetDurationS,
      SegmentNumbers numbers,
      TrackCutter leader,
      @Nullable TrackCutter follower,
      long expectedGopMs) {
    this.targetDurationS = targetDurationS;
    this.numbers = numbers;
    this.leader = leader;
    this.follower = follower;
    this.expectedGopMs = expectedGopMs;
  }

  /** The length of the newest whole group of pictures, milliseconds; 0 when not known. */
  long gopMs() {
    return planner == null ? expectedGopMs : planner.gopMs();
  }

  /** Places a frame of the leading track; nothing begins before its first key frame. */
  void lead(TimedFrame frame, List<SegmentEvent> out) {
    if (planner == null && !frame.key()) {
      return;
    }
    CutPlanner plan = planner == null ? begin(frame) : planner;
    leader.arrive(frame);
    long cut = plan.cutBefore(frame.dtsMs(), frame.key());
    while (cut != CutPlanner.NO_CUT) {
      cutLeader(cut, out);
      cut = plan.cutBefore(frame.dtsMs(), frame.key());
    }
    leader.place(out);
    plan.placed(frame.dtsMs(), frame.key());
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
    if (planner == null && held.getFirst().dtsMs() > horizonMs) {
      return;
    }
    CutPlanner plan = planner == null ? begin(held.getFirst()) : planner;
    cutInSilence(plan, horizonMs, out);
    release(follower, horizonMs, out);
  }

  /** Ends both tracks where their frames end. */
  void close(List<SegmentEvent> out) {
    if (planner == null) {
      return;
    }
    if (!held.isEmpty()) {
      cutInSilence(planner, held.getLast().dtsMs(), out);
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

  private CutPlanner begin(TimedFrame first) {
    long startMs = first.dtsMs();
    Cut start = numbers.beginPeriod(startMs);
    wallOffsetMs = first.arrivalUnixMs() - startMs;
    leader.open(start, wallOffsetMs + first.compositionOffsetMs());
    if (follower != null) {
      cutsToFollow.add(start);
    }
    int leadMs = follower == null ? 0 : LEAD_MS;
    CutPlanner plan = new CutPlanner(targetDurationS, startMs, leadMs, expectedGopMs);
    planner = plan;
    return plan;
  }

  private void cutInSilence(CutPlanner plan, long horizonMs, List<SegmentEvent> out) {
    long cut = plan.cutInSilence(horizonMs);
    while (cut != CutPlanner.NO_CUT) {
      cutLeader(cut, out);
      cut = plan.cutInSilence(horizonMs);
    }
  }

  private void cutLeader(long atMs, List<SegmentEvent> out) {
    Cut cut = numbers.next(atMs);
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
