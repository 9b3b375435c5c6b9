package dev.weir.bench.source;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some seconds of a stream that can be repeated without a seam. Times are not those of the encoder:
 * pictures and AAC frames stand at an exact distance of each other, in every loop.
 *
 * @param configuration tags that go before all others, at time 0
 * @param frames in the order of their times; video bodies have room for a {@link Stamp}
 * @param loopMs after which it begins again, milliseconds
 */
public record Recording(List<FlvTag> configuration, List<FlvTag> frames, int loopMs) {

  private static final int FRAMES_PER_SECOND = 25;
  private static final int SAMPLES_PER_SECOND = 48_000;
  private static final int SAMPLES_PER_FRAME = 1024;

  /** Takes copies. */
  public Recording {
    configuration = List.copyOf(configuration);
    frames = List.copyOf(frames);
  }

  /** Cuts exactly {@code seconds} out of what an encoder wrote, which must be enough. */
  public static Recording cut(List<FlvTag> tags, int seconds) {
    List<FlvTag> configuration = new ArrayList<>();
    List<FlvTag> video = new ArrayList<>();
    List<FlvTag> audio = new ArrayList<>();
    for (FlvTag tag : tags) {
      switch (tag) {
        case ScriptTag(long _, byte[] body) -> configuration.add(new ScriptTag(0, body));
        case VideoTag v when v.isSequenceStart() -> configuration.add(new VideoTag(0, v.body()));
        case AudioTag a when a.isSequenceStart() -> configuration.add(new AudioTag(0, a.body()));
        case VideoTag v when v.isCodedFrame() ->
            video.add(new VideoTag(videoMs(video.size()), Stamp.insert(v.body())));
        case AudioTag a -> audio.add(new AudioTag(audioMs(audio.size()), a.body()));
        case VideoTag _ -> {
          // The end of the sequence; a loop has none.
        }
      }
    }
    List<FlvTag> frames = new ArrayList<>(first(video, seconds * FRAMES_PER_SECOND));
    frames.addAll(first(audio, seconds * SAMPLES_PER_SECOND / SAMPLES_PER_FRAME));
    frames.sort(Comparator.comparingLong(FlvTag::timestampMs));
    return new Recording(configuration, frames, seconds * 1000);
  }

  /** The same without sound and with key frames alone: a stream that is there and costs little. */
  public Recording keyFrames() {
    List<FlvTag> few =
        frames.stream().filter(tag -> tag instanceof VideoTag v && v.isKeyFrame()).toList();
    return new Recording(configuration, few, loopMs);
  }

  private static List<FlvTag> first(List<FlvTag> tags, int count) {
    if (tags.size() < count) {
      throw new IllegalArgumentException(tags.size() + " frames instead of " + count);
    }
    return tags.subList(0, count);
  }

  private static long videoMs(int index) {
    return index * 1000L / FRAMES_PER_SECOND;
  }

  private static long audioMs(int index) {
    return Math.round(index * 1000.0 * SAMPLES_PER_FRAME / SAMPLES_PER_SECOND);
  }

  /** Time of a frame, counted through all loops, milliseconds since the beginning. */
  public long timestampMs(long index) {
    long loop = index / frames.size();
    return loop * loopMs + frame(index).timestampMs();
  }

  /** The frame at that place; loops are counted through. */
  public FlvTag frame(long index) {
    return frames.get((int) (index % frames.size()));
  }

  /** Bits per second of what is in it, without any framing. */
  public long bitsPerSecond() {
    long bytes = frames.stream().mapToLong(tag -> tag.body().length).sum();
    return bytes * 8 * 1000 / loopMs;
  }
}
