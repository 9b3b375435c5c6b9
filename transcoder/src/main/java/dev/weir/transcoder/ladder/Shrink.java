package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.media.frame.Codec;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One target against one source: nothing becomes more than it is. */
final class Shrink {

  /** What a source is taken for that does not say it, where only a number of frames can be told. */
  private static final double USUAL_FRAME_RATE = 30;

  private static final double MILLIS_PER_SECOND = 1000;
  private static final int PERCENT = 100;
  private static final int LEAST_SIDE = 2;

  private Shrink() {}

  /**
   * Empty when the source's size is not known.
   *
   * @param marked whether something is laid over it, so that it cannot be passed through
   */
  static Optional<PictureOutput> picture(
      SourceFacts.Picture source, VideoTarget target, boolean marked) {
    int width = source.track().width();
    int height = source.track().height();
    if (width < LEAST_SIDE || height < LEAST_SIDE) {
      return Optional.empty();
    }
    OptionalInt frameRate = frameRate(source.frameRate(), target.frameRate());
    if (!marked && isEnough(source, target, frameRate)) {
      return Optional.of(new PictureOutput.Passed(width, height));
    }
    int shortSide = even(Math.min(Math.min(width, height), target.shortSide()));
    int longSide = longSide(width, height, shortSide);
    return Optional.of(
        new PictureOutput.Encoded(
            width >= height ? longSide : shortSide,
            width >= height ? shortSide : longSide,
            frameRate,
            bitrate(source.bitrate(), target),
            groupFrames(source.frameRate(), frameRate, target.keyFrameInterval()),
            target.profile(),
            target.effort()));
  }

  static SoundOutput sound(SourceFacts.Sound source, AudioTarget target) {
    return switch (target.codec()) {
      case SOURCE -> new SoundOutput.Passed();
      case AAC -> {
        int own = source.bitrate().orElse(Integer.MAX_VALUE);
        yield source.track().codec() == Codec.AAC && own <= target.bitrate()
            ? new SoundOutput.Passed()
            : new SoundOutput.Encoded(
                Math.max(AudioTarget.MIN_BITRATE, Math.min(own, target.bitrate())));
      }
    };
  }

  /** Whether the source is all that the target asks for, in every respect, and no more. */
  private static boolean isEnough(
      SourceFacts.Picture source, VideoTarget target, OptionalInt frameRate) {
    int shortSide = Math.min(source.track().width(), source.track().height());
    return source.track().codec() == codec(target.codec())
        && shortSide <= target.shortSide()
        && frameRate.isEmpty()
        && target.sourcePercent() == PERCENT
        && source.bitrate().orElse(Integer.MAX_VALUE) <= target.bitrate()
        && isWithin(target.profile(), source.track().codecString());
  }

  private static Codec codec(VideoCodec codec) {
    return switch (codec) {
      case H264 -> Codec.AVC;
      case HEVC -> Codec.HEVC;
    };
  }

  /**
   * Whether decoders of {@code profile} can do what RFC 6381's {@code codecString} asks of them.
   */
  private static boolean isWithin(VideoProfile profile, String codecString) {
    String codec = codecString.toLowerCase(Locale.ROOT);
    boolean baseline = codec.startsWith("avc1.42");
    boolean main = baseline || codec.startsWith("avc1.4d");
    return switch (profile) {
      case BASELINE -> baseline;
      case MAIN -> main;
      case HIGH -> main || codec.startsWith("avc1.64");
      case HEVC_MAIN -> codec.startsWith("hvc1.1.") || codec.startsWith("hev1.1.");
    };
  }

  private static int bitrate(OptionalInt own, VideoTarget target) {
    long share = (long) own.orElse(Integer.MAX_VALUE) * target.sourcePercent() / PERCENT;
    return (int) Math.max(VideoTarget.MIN_BITRATE, Math.min(share, target.bitrate()));
  }

  private static OptionalInt frameRate(OptionalDouble own, Optional<Integer> wanted) {
    return wanted.isPresent() && wanted.get() < own.orElse(Double.MAX_VALUE)
        ? OptionalInt.of(wanted.get())
        : OptionalInt.empty();
  }

  private static OptionalInt groupFrames(
      OptionalDouble own, OptionalInt limited, Optional<Duration> interval) {
    if (interval.isEmpty()) {
      return OptionalInt.empty();
    }
    double rate = limited.isPresent() ? limited.getAsInt() : own.orElse(USUAL_FRAME_RATE);
    double seconds = interval.get().toMillis() / MILLIS_PER_SECOND;
    return OptionalInt.of((int) Math.max(1, Math.round(seconds * rate)));
  }

  private static int longSide(int width, int height, int shortSide) {
    int ownLong = Math.max(width, height);
    int ownShort = Math.min(width, height);
    int nearest = (int) Math.round((double) ownLong * shortSide / ownShort / 2) * 2;
    return Math.max(shortSide, Math.min(nearest, even(ownLong)));
  }

  private static int even(int side) {
    return side & ~1;
  }
}
