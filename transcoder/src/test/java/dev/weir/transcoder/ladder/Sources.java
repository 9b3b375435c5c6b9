package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.frame.Track.VideoTrack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Sources and targets for tests. */
final class Sources {

  private Sources() {}

  /** H.264 high and AAC; a rate of 0 is unknown. */
  static SourceFacts of(int width, int height, double frameRate, int bitrate) {
    return new SourceFacts(
        Optional.of(
            new SourceFacts.Picture(
                new VideoTrack(0, Codec.AVC, ByteSlice.EMPTY, "avc1.64001f", width, height),
                OptionalDouble.of(frameRate),
                bitrate == 0 ? OptionalInt.empty() : OptionalInt.of(bitrate))),
        Optional.of(
            new SourceFacts.Sound(
                new AudioTrack(0, Codec.AAC, ByteSlice.EMPTY, "mp4a.40.2", 48_000, 2, 1_024),
                OptionalInt.of(128_000))));
  }

  static LadderPlan plan(SourceFacts source, List<Template> templates) {
    return LadderPlan.of(source, templates, Optional.empty());
  }

  /** Three times as wide as high. */
  static Watermark logo(Watermark.Place place, int widthPercent, int opacityPercent) {
    return new Watermark(
        new WatermarkId("logo"),
        new MarkImage("0a".repeat(32), 300, 100),
        place,
        5,
        widthPercent,
        opacityPercent);
  }

  static VideoTarget target(int shortSide, int bitrate) {
    return new VideoTarget(
        VideoCodec.H264,
        shortSide,
        Optional.empty(),
        bitrate,
        100,
        Optional.of(Duration.ofSeconds(2)),
        VideoProfile.HIGH,
        EncodingEffort.VERYFAST);
  }

  static Template template(String id, VideoTarget target) {
    return new Template(new TemplateId(id), Optional.of(target), Optional.of(AudioTarget.SOURCE));
  }
}
