package dev.weir.media.hls;

import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a stream, kept until it has shown how long its groups of pictures are and how
 * fast its frames follow each other. From this come the terms of the timeline.
 */
final class Observation {

  /** Most frames that are kept. */
  static final int MAX_FRAMES = 8192;

  /** Sound without pictures is observed this long when its frames have no fixed length. */
  private static final int SOUND_MS = 1000;

  private static final int LONGEST_MS = CutPlanner.MAX_TARGET_DURATION_S * 1000;

  /** By how much a group of pictures may be longer than a target duration that is named for it. */
  private static final int ROUNDED_AWAY_MS = 100;

  private final boolean pictures;
  private final boolean soundHasFixedLength;
  private final List<Seen> frames = new ArrayList<>();

  private int keyFrames;
  private long firstKeyMs;
  private long newestKeyMs;

  /** A frame and which track it is of. */
  record Seen(TrackKind kind, TimedFrame frame) {}

  Observation(List<Track> tracks) {
    pictures = tracks.stream().anyMatch(Track.VideoTrack.class::isInstance);
    soundHasFixedLength =
        tracks.stream()
            .anyMatch(track -> track instanceof Track.AudioTrack a && a.samplesPerFrame() > 0);
  }

  List<Seen> frames() {
    return frames;
  }

  /** Keeps a frame; before the first key frame there are no pictures and only little sound. */
  void add(TrackKind kind, TimedFrame frame) {
    if (kind == TrackKind.VIDEO) {
      if (keyFrames == 0 && !frame.key()) {
        return;
      }
      if (frame.key()) {
        newestKeyMs = frame.dtsMs();
        firstKeyMs = keyFrames == 0 ? frame.dtsMs() : firstKeyMs;
        keyFrames++;
      }
    }
    frames.add(new Seen(kind, frame));
  }

  /** Whether enough was seen to fix the terms. */
  boolean complete() {
    if (frames.isEmpty()) {
      return false;
    }
    int enoughMs = pictures ? LONGEST_MS : soundHasFixedLength ? 0 : SOUND_MS;
    return keyFrames > 1 || seenMs() >= enoughMs || isFull();
  }

  /** Whether no more can be kept. */
  boolean isFull() {
    return frames.size() >= MAX_FRAMES;
  }

  /** The length of the first group of pictures, milliseconds; 0 when it was not seen whole. */
  long gopMs() {
    return keyFrames > 1 ? newestKeyMs - firstKeyMs : 0;
  }

  TimelineTerms terms(SegmenterSettings settings, List<Track> tracks) {
    long gopMs = keyFrames == 1 ? seenMs() : gopMs();
    long wantedMs = Math.max(settings.targetDurationMs(), gopMs - ROUNDED_AWAY_MS);
    int targetS = Math.clamp(Math.ceilDiv(wantedMs, 1000L), 1, CutPlanner.MAX_TARGET_DURATION_S);
    int videoPartMs = partTargetMs(meanMs(TrackKind.VIDEO), settings.partTargetMs(), targetS);
    int audioPartMs = partTargetMs(soundMs(tracks), settings.partTargetMs(), targetS);
    return new TimelineTerms(
        frames.getFirst().frame().arrivalUnixMs() / 1000,
        targetS,
        videoPartMs,
        audioPartMs,
        Math.max(settings.partHoldBackMs(), 3 * Math.max(videoPartMs, audioPartMs)),
        Math.max(settings.windowMs(), 6 * targetS * 1000));
  }

  /**
   * The wished part target, or, where frames are long, a multiple of their length that is not
   * shorter than 85 % of the wish.
   */
  static int partTargetMs(double frameMs, int wishedMs, int targetDurationS) {
    if (frameMs * 3 <= wishedMs) {
      return wishedMs;
    }
    double wholeFramesMs = Math.ceil(0.85 * wishedMs / frameMs) * frameMs;
    int roundedMs = (int) Math.ceil(wholeFramesMs / 5 - 0.01) * 5;
    return Math.clamp(roundedMs, wishedMs, targetDurationS * 1000);
  }

  private double soundMs(List<Track> tracks) {
    for (Track track : tracks) {
      if (track instanceof Track.AudioTrack audio && audio.samplesPerFrame() > 0) {
        return audio.samplesPerFrame() * 1000.0 / audio.sampleRateHz();
      }
    }
    return meanMs(TrackKind.AUDIO);
  }

  private double meanMs(TrackKind kind) {
    int intervals = -1;
    long firstMs = 0;
    long lastMs = 0;
    for (Seen seen : frames) {
      if (seen.kind() == kind) {
        lastMs = seen.frame().dtsMs();
        firstMs = intervals++ < 0 ? lastMs : firstMs;
      }
    }
    return intervals > 0 ? (double) (lastMs - firstMs) / intervals : 0;
  }

  private long seenMs() {
    if (frames.isEmpty()) {
      return 0;
    }
    long startMs = keyFrames > 0 ? firstKeyMs : frames.getFirst().frame().dtsMs();
    return frames.getLast().frame().dtsMs() - startMs;
  }
}
