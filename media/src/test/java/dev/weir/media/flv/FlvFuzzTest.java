package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real streams, damaged. Whatever comes, a reader either takes it or throws a {@link
 * MediaException}, and soon.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FlvFuzzTest {

  private static final int FEW = 30;
  private static final int MANY = 5_000;

  @Test
  void survivesDamagedStreams() {
    FlvGoldenTest.STREAMS.forEach(name -> damageWhole(FlvGoldenTest.stream(name), FEW));
  }

  @Test
  void survivesDamagedTags() {
    FlvGoldenTest.STREAMS.forEach(name -> damageTags(FlvGoldenTest.stream(name), FEW));
  }

  @Test
  @Tag("long")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void survivesManyDamagedStreams() {
    for (String name : FlvGoldenTest.STREAMS) {
      damageWhole(FlvGoldenTest.stream(name), MANY);
      damageTags(FlvGoldenTest.stream(name), MANY);
    }
  }

  @Test
  void survivesNoise() {
    for (long seed = 1; seed <= 5_000; seed++) {
      byte[] noise = Damage.noise(300, seed);
      FlvDemuxer demuxer = new FlvDemuxer();
      survive(demuxer, new VideoTag(0, noise), seed);
      survive(demuxer, new AudioTag(0, noise), seed);
      survive(demuxer, new ScriptTag(0, noise), seed);
    }
  }

  @Test
  void survivesTagsThatAreCutOff() {
    for (String name : FlvGoldenTest.STREAMS) {
      List<FlvTag> tags = FlvGoldenTest.read(List.of(FlvGoldenTest.stream(name)));
      for (FlvTag tag : tags.subList(0, 8)) {
        FlvDemuxer demuxer = new FlvDemuxer();
        ChoppyInput.truncations(tag.body())
            .limit(400)
            .forEach(body -> survive(demuxer, like(tag, body), body.length));
      }
    }
  }

  private static void damageWhole(byte[] stream, int times) {
    for (long seed = 1; seed <= times; seed++) {
      byte[] damaged = Damage.damaged(stream, seed);
      FlvTagReader reader = new FlvTagReader();
      FlvDemuxer demuxer = new FlvDemuxer();
      try {
        for (byte[] piece : ChoppyInput.inPiecesOf(damaged, 4_096)) {
          for (FlvTag tag : reader.read(ByteSlice.of(piece))) {
            survive(demuxer, tag, seed);
          }
        }
      } catch (MediaException expected) {
        assertThat(expected).hasMessageMatching("\\P{Cntrl}{1,300}");
      }
    }
  }

  private static void damageTags(byte[] stream, int times) {
    List<FlvTag> tags = FlvGoldenTest.read(List.of(stream));
    for (long seed = 1; seed <= times; seed++) {
      FlvDemuxer demuxer = new FlvDemuxer();
      for (FlvTag tag : tags.subList(0, 12)) {
        survive(demuxer, like(tag, Damage.damaged(tag.body(), seed)), seed);
      }
    }
  }

  /** Asks a tag everything, and checks that what can be read can be written and read again. */
  private static void survive(FlvDemuxer demuxer, FlvTag tag, long seed) {
    try {
      assertThat(tag.isKeyFrame()).isIn(tag.isCodedFrame(), false);
      assertThat(tag.isSequenceStart() && tag.isCodedFrame()).isFalse();
      assertThat(tag.trackNumber()).isBetween(0, 255);
      demuxer.read(tag);
      rewrite(tag);
    } catch (MediaException expected) {
      assertThat(expected).hasMessageMatching("\\P{Cntrl}{1,300}");
    } catch (RuntimeException e) {
      fail("seed " + seed + ", " + tag, e);
    }
  }

  private static void rewrite(FlvTag tag) {
    switch (tag) {
      case VideoTag video -> {
        VideoTagBody body = VideoTagBody.read(video.payload());
        assertThat(VideoTagBody.read(ByteSlice.of(body.toBytes()))).isEqualTo(body);
      }
      case AudioTag audio -> {
        AudioTagBody body = AudioTagBody.read(audio.payload());
        assertThat(AudioTagBody.read(ByteSlice.of(body.toBytes()))).isEqualTo(body);
      }
      case ScriptTag script ->
          OnMetaData.read(script.payload())
              .ifPresent(metadata -> OnMetaData.read(ByteSlice.of(metadata.toBytes())));
    }
  }

  private static FlvTag like(FlvTag tag, byte[] body) {
    return switch (tag) {
      case VideoTag video -> new VideoTag(video.timestampMs(), body);
      case AudioTag audio -> new AudioTag(audio.timestampMs(), body);
      case ScriptTag script -> new ScriptTag(script.timestampMs(), body);
    };
  }
}
