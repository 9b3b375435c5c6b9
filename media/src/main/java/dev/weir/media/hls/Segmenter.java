package dev.weir.media.hls;

import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of one rendition, at most one video and one audio track, and says where parts
 * and segments begin and end.
 *
 * <p>Nothing is told until the second key frame has shown how long a group of pictures is (or ten
 * seconds have passed; without pictures, at once): only then is the target duration known, which
 * can never change. From then on each frame yields what it completes. {@link Period} says how the
 * two tracks are cut together, {@link CutPlanner} where.
 *
 * <p>A jump of the timestamps, a {@linkplain #discontinuity() break} and a {@linkplain #configure
 * changed configuration} end the running segment; the next one begins at a key frame, marked as a
 * discontinuity. A rendition is {@linkplain #following cut where its source was}, under the same
 * numbers. An instance belongs to one thread. Limits: {@link #JUMP_MS}, {@link Period#LAG_MS},
 * {@link Period#MAX_SEGMENT_MS}, {@link TimedFrame#MAX_SHOWN_AFTER_MS}, {@link
 * Observation#MAX_FRAMES}, {@link TrackCutter#MAX_SAMPLES_PER_SEGMENT}.
 */
public final class Segmenter {

  /** Times further apart than this do not belong to one clock, milliseconds. */
  static final int JUMP_MS = 10_000;

  /** A track that goes back by more than this has a new clock, milliseconds. */
  static final int BACKWARD_MS = 250;

  private static final long NONE = Long.MIN_VALUE;

  private final SegmenterSettings settings;
  private final CutLine line;
  private final boolean follows;
  private final Map<TrackKind, TrackCutter> cutters = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, TrackInit> inits = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, Long> newestMs = new EnumMap<>(TrackKind.class);
  private final Set<TrackKind> carried = EnumSet.noneOf(TrackKind.class);

  private List<Track> tracks;
  private TrackKind leading = TrackKind.VIDEO;
  private List<TrackInit> told = List.of();
  private Observation observation;
  private @Nullable Opened opened;
  private @Nullable Period period;
  private long newestOfAllMs = NONE;
  private long gopMs;
  private boolean ended;

  /** What exists from the moment on at which the terms are fixed. */
  private record Opened(
      TimelineTerms terms, SegmentNumbers numbers, @Nullable FollowedCuts followed) {}

  /**
   * A segmenter for a stream that begins with these tracks.
   *
   * @param tracks one video track, one audio track, or one of each
   */
  public Segmenter(SegmenterSettings settings, List<Track> tracks) {
    this(settings, tracks, new CutLine());
  }

  /** The same, which writes down where it cuts. */
  public Segmenter(SegmenterSettings settings, List<Track> tracks, CutLine line) {
    this(settings, tracks, line, false);
  }

  private Segmenter(SegmenterSettings settings, List<Track> tracks, CutLine line, boolean follows) {
    this.settings = settings;
    this.line = line;
    this.follows = follows;
    this.tracks = List.of();
    this.observation = new Observation(tracks);
    adopt(tracks);
  }

  /**
   * A segmenter for a rendition, whose frames come later than those of its source and have the same
   * times.
   *
   * @param line where the source's segmenter writes down its cuts
   */
  public static Segmenter following(SegmenterSettings settings, List<Track> tracks, CutLine line) {
    return new Segmenter(settings, tracks, line, true);
  }

  /**
   * Takes one frame, in the order in which the publisher sent it.
   *
   * @param frame a frame of one of the tracks; others are passed over, and so is one before the
   *     origin of its clock, which no container can carry
   * @param arrivalUnixMs when it was received, Unix milliseconds
   * @return what it completes, in the order in which it must be published
   */
  public List<SegmentEvent> accept(MediaFrame frame, long arrivalUnixMs) {
    return switch (frame) {
      case MediaFrame.VideoFrame f ->
          accept(
              TrackKind.VIDEO,
              new TimedFrame(
                  f.dtsMs(), f.compositionOffsetMs(), f.keyFrame(), f.payload(), arrivalUnixMs));
      case MediaFrame.AudioFrame f ->
          accept(TrackKind.AUDIO, new TimedFrame(f.dtsMs(), 0, true, f.payload(), arrivalUnixMs));
      case MediaFrame.DataFrame _ -> List.of();
    };
  }

  /**
   * Says what the frames from now on are decoded with. Repeating what is known changes nothing;
   * anything else is a discontinuity.
   */
  public List<SegmentEvent> configure(List<Track> newTracks) {
    if (newTracks.equals(tracks)) {
      return List.of();
    }
    List<SegmentEvent> out = new ArrayList<>();
    if (opened != null || !observation.frames().isEmpty()) {
      breakOff(out);
    } else {
      observation = new Observation(newTracks);
    }
    adopt(newTracks);
    return out;
  }

  /** Says that the frames from now on do not continue the ones before, as after a reconnect. */
  public List<SegmentEvent> discontinuity() {
    List<SegmentEvent> out = new ArrayList<>();
    breakOff(out);
    return out;
  }

  /** Says that no frame will follow. */
  public List<SegmentEvent> end() {
    List<SegmentEvent> out = new ArrayList<>();
    breakOff(out);
    if (opened != null && !ended) {
      out.add(new SegmentEvent.TimelineEnded());
    }
    ended = true;
    return out;
  }

  private List<SegmentEvent> accept(TrackKind kind, TimedFrame frame) {
    if (ended || !carried.contains(kind) || frame.dtsMs() < 0) {
      return List.of();
    }
    List<SegmentEvent> out = new ArrayList<>();
    long ownMs = newestMs.getOrDefault(kind, NONE);
    boolean far = newestOfAllMs != NONE && Math.abs(frame.dtsMs() - newestOfAllMs) > JUMP_MS;
    if (far && ownMs == NONE) {
      return out; // still on the clock that the other track has left
    }
    if (far || (ownMs != NONE && ownMs - frame.dtsMs() > BACKWARD_MS)) {
      breakOff(out);
    }
    newestMs.put(kind, frame.dtsMs());
    newestOfAllMs = Math.max(newestOfAllMs, frame.dtsMs());
    if (opened == null) {
      observe(kind, frame, out);
    } else {
      place(opened, kind, frame, out);
    }
    return out;
  }

  private void observe(TrackKind kind, TimedFrame frame, List<SegmentEvent> out) {
    observation.add(kind, frame);
    if (observation.complete() && (!waitsForSource() || observation.isFull())) {
      open(out);
    }
  }

  private boolean waitsForSource() {
    return follows && line.terms().isEmpty();
  }

  private void open(List<SegmentEvent> out) {
    boolean alike = follows && !waitsForSource();
    TimelineTerms own = observation.terms(settings, tracks);
    TimelineTerms terms = alike ? line.terms().map(own::like).orElse(own) : own;
    if (!follows) {
      line.open(terms);
    }
    Opened timeline =
        new Opened(
            terms,
            new SegmentNumbers(terms.firstSequence()),
            alike ? new FollowedCuts(line) : null);
    opened = timeline;
    gopMs = observation.gopMs();
    out.add(new SegmentEvent.TimelineOpened(terms));
    for (Observation.Seen seen : observation.frames()) {
      place(timeline, seen.kind(), seen.frame(), out);
    }
    observation.frames().clear();
  }

  private void place(Opened timeline, TrackKind kind, TimedFrame frame, List<SegmentEvent> out) {
    FollowedCuts followed = timeline.followed();
    boolean broken = kind == leading && followed != null && followed.breaksBefore(frame);
    if (period != null && (broken || period.isLeftBy(frame))) {
      breakOff(out);
    }
    Period running = period == null ? beginPeriod(timeline, out) : period;
    period = running;
    if (kind == leading) {
      running.lead(frame, out);
    } else {
      running.follow(frame, out);
    }
  }

  private Period beginPeriod(Opened timeline, List<SegmentEvent> out) {
    tell(out);
    for (Track track : tracks) {
      TrackKind kind = TrackKind.of(track);
      int partTargetMs = timeline.terms().partTargetMs(kind);
      cutters
          .computeIfAbsent(kind, _ -> new TrackCutter(init(kind), partTargetMs))
          .expect(init(kind));
    }
    TrackCutter leader = Objects.requireNonNull(cutters.get(leading));
    boolean soundFollows = leading == TrackKind.VIDEO && carried.contains(TrackKind.AUDIO);
    return new Period(
        rule(timeline, soundFollows), leader, soundFollows ? cutters.get(TrackKind.AUDIO) : null);
  }

  private CutRule rule(Opened timeline, boolean soundFollows) {
    FollowedCuts followed = timeline.followed();
    return followed != null
        ? followed
        : new PlannedCuts(
            timeline.terms().targetDurationS(),
            timeline.numbers(),
            soundFollows ? Period.LEAD_MS : 0,
            gopMs,
            line);
  }

  /** Says what the segments from now on consist of, unless that was said before. */
  private void tell(List<SegmentEvent> out) {
    List<TrackInit> current = carried.stream().map(this::init).toList();
    if (!current.equals(told)) {
      told = current;
      out.add(new SegmentEvent.TracksConfigured(current));
    }
  }

  private void breakOff(List<SegmentEvent> out) {
    if (opened == null && !observation.frames().isEmpty()) {
      open(out);
    }
    if (period != null) {
      gopMs = period.gopMs();
      period.close(out);
      period = null;
    }
    newestMs.clear();
    newestOfAllMs = NONE;
  }

  private void adopt(List<Track> newTracks) {
    List<TrackKind> kinds = newTracks.stream().map(TrackKind::of).toList();
    if (kinds.isEmpty() || kinds.stream().distinct().count() != kinds.size()) {
      throw new IllegalArgumentException("not one track of a kind: " + kinds);
    }
    tracks = List.copyOf(newTracks);
    carried.clear();
    carried.addAll(kinds);
    leading = carried.iterator().next();
    for (Track track : tracks) {
      inits.merge(
          TrackKind.of(track),
          new TrackInit(1, track),
          (known, fresh) ->
              known.track().equals(track) ? known : new TrackInit(known.number() + 1, track));
    }
  }

  private TrackInit init(TrackKind kind) {
    return Objects.requireNonNull(inits.get(kind));
  }
}
