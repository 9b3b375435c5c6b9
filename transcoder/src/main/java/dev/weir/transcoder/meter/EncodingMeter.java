package dev.weir.transcoder.meter;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.ResolutionTier;
import dev.weir.runtime.metering.MeterCounter;
import dev.weir.runtime.metering.Meters;
import dev.weir.transcoder.ladder.PictureOutput;
import dev.weir.transcoder.ladder.Rung;
import dev.weir.transcoder.ladder.SoundOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts how much of one rendition was encoded, in media time, over all processes that make it.
 * Sound that comes with pictures is theirs; what is passed through costs nothing. On the source's
 * loop.
 */
public final class EncodingMeter {

  private static final long NOT_BEGUN = Long.MIN_VALUE;

  private final Meters meters;
  private final StreamAddress source;

  private @Nullable MeterCounter counter;
  private long reachedMs = NOT_BEGUN;

  /** Of a rendition of this stream. */
  public EncodingMeter(Meters meters, StreamAddress source) {
    this.meters = meters;
    this.source = source;
  }

  /** A process begins to make it of this. */
  public void begin(Rung rung) {
    end();
    counter =
        detail(rung)
            .map(detail ->
                meters.open(MeterKey.pushed(source, Optional.of(rung.template()), detail)))
            .orElse(null);
  }

  /**
   * A frame was made.
   *
   * @param upToMs how far that shows that the source was encoded: never further than the process
   *     was fed, whatever time it gave to the frame
   */
  public void made(long upToMs) {
    if (counter != null && reachedMs != NOT_BEGUN && upToMs > reachedMs) {
      counter.add(upToMs - reachedMs);
    }
    reachedMs = Math.max(reachedMs, upToMs);
  }

  /** The process is no more. May be told more than once. */
  public void end() {
    reachedMs = NOT_BEGUN;
    if (counter != null) {
      counter.close();
      counter = null;
    }
  }

  private static Optional<MeterDetail> detail(Rung rung) {
    if (rung.picture().isPresent()) {
      return rung.picture()
          .flatMap(PictureOutput::encoding)
          .map(encoded ->
              MeterDetail.transcoding(
                  encoded.profile().codec(), ResolutionTier.of(encoded.width(), encoded.height())));
    }
    return rung.sound().flatMap(EncodingMeter::sound);
  }

  private static Optional<MeterDetail> sound(SoundOutput sound) {
    return switch (sound) {
      case SoundOutput.Encoded _ -> Optional.of(MeterDetail.AUDIO);
      case SoundOutput.Passed _ -> Optional.empty();
    };
  }
}
