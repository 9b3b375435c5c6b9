package dev.weir.contract.ladder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One rendition that streams can have.
 *
 * @param id its name
 * @param video its picture; empty for sound alone
 * @param audio its sound; empty for pictures alone
 */
public record Template(TemplateId id, Optional<VideoTarget> video, Optional<AudioTarget> audio) {

  /** Throws {@link IllegalArgumentException} for a template of nothing. */
  public Template {
    if (video.isEmpty() && audio.isEmpty()) {
      throw new IllegalArgumentException("a template has pictures, sound or both");
    }
  }

  /**
   * The presets that every tenant has, smallest first: {@code lld}, {@code lsd}, {@code lhd},
   * {@code lud}.
   */
  public static List<Template> presets() {
    return List.of(
        preset("lld", 360, 600_000),
        preset("lsd", 480, 1_000_000),
        preset("lhd", 720, 2_000_000),
        preset("lud", 1_080, 4_000_000));
  }

  private static Template preset(String id, int shortSide, int bitrate) {
    return new Template(
        new TemplateId(id),
        Optional.of(
            new VideoTarget(
                VideoCodec.H264,
                shortSide,
                Optional.empty(),
                bitrate,
                100,
                Optional.of(Duration.ofSeconds(2)),
                VideoProfile.HIGH,
                EncodingEffort.VERYFAST)),
        Optional.of(AudioTarget.SOURCE));
  }
}
