package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.PropertiesBuilder;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.testkit.bytes.Hex;
import org.junit.jupiter.api.Test;

class OnMetaDataTest {

  private static final PropertiesBuilder OBS =
      AmfObject.builder()
          .put("duration", 0)
          .put("width", 1920)
          .put("height", 1080)
          .put("videocodecid", 7)
          .put("videodatarate", 2500)
          .put("framerate", 30)
          .put("audiocodecid", 10)
          .put("audiodatarate", 160)
          .put("audiosamplerate", 48_000)
          .put("stereo", true)
          .put("encoder", "obs-output module (libobs version 30.2.3)");

  @Test
  void readsWhatObsSends() {
    OnMetaData metadata = read("onMetaData", OBS.toEcmaArray());

    assertThat(metadata.width()).hasValue(1920);
    assertThat(metadata.height()).hasValue(1080);
    assertThat(metadata.frameRate()).hasValue(30);
    assertThat(metadata.videoKilobitsPerSecond()).hasValue(2500);
    assertThat(metadata.audioKilobitsPerSecond()).hasValue(160);
    assertThat(metadata.videoCodecId()).hasValue(7);
    assertThat(metadata.audioCodecId()).hasValue(10);
    assertThat(metadata.audioSampleRateHz()).hasValue(48_000);
    assertThat(metadata.encoder()).contains("obs-output module (libobs version 30.2.3)");
  }

  @Test
  void readsThePropertiesOfAnObjectToo() {
    assertThat(read("onMetaData", OBS.toObject()).width()).hasValue(1920);
  }

  @Test
  void readsFourCcsAsNumbersAndAsText() {
    OnMetaData numbers =
        read("onMetaData", AmfObject.builder().put("videocodecid", 1_635_135_537).toObject());
    OnMetaData text =
        read(
            "onMetaData",
            AmfObject.builder().put("videocodecid", "av01").put("audiocodecid", "10").toObject());

    assertThat(numbers.videoCodecId()).hasValue(0x6176_3031);
    assertThat(text.videoCodecId()).hasValue(0x6176_3031);
    assertThat(text.audioCodecId()).hasValue(10);
  }

  @Test
  void takesWhatMakesNoSenseAsAbsent() {
    OnMetaData metadata =
        read(
            "onMetaData",
            AmfObject.builder()
                .put("width", Double.NaN)
                .put("height", 1e300)
                .put("framerate", Double.POSITIVE_INFINITY)
                .put("fps", "29.97 ")
                .put("videodatarate", -1)
                .put("audiodatarate", new AmfNull())
                .put("videocodecid", "nothing")
                .put("encoder", 5)
                .toObject());

    assertThat(metadata.width()).isEmpty();
    assertThat(metadata.height()).isEmpty();
    assertThat(metadata.frameRate()).hasValue(29.97);
    assertThat(metadata.videoKilobitsPerSecond()).isEmpty();
    assertThat(metadata.audioKilobitsPerSecond()).isEmpty();
    assertThat(metadata.videoCodecId()).isEmpty();
    assertThat(metadata.audioSampleRateHz()).isEmpty();
    assertThat(metadata.encoder()).isEmpty();
  }

  @Test
  void findsNoMetadataInOtherTags() {
    assertThat(OnMetaData.read(body("onCuePoint", OBS.toObject()))).isEmpty();
    assertThat(OnMetaData.read(body("onMetaData", new AmfNull()))).isEmpty();
    assertThat(OnMetaData.read(ByteSlice.of(AmfWriter.toBytes(new AmfString("onMetaData")))))
        .isEmpty();
    assertThat(OnMetaData.read(ByteSlice.EMPTY)).isEmpty();
    assertThat(OnMetaData.read(ByteSlice.of(Hex.bytes("02 ffff")))).isEmpty();
  }

  @Test
  void takesTheServersPartOffADataMessage() {
    ByteSlice plain = body("onMetaData", OBS.toEcmaArray());
    ByteSlice message =
        ByteSlice.of(
            AmfWriter.toBytes(
                new AmfString("@setDataFrame"), new AmfString("onMetaData"), OBS.toEcmaArray()));

    assertThat(ScriptTag.ofDataMessage(5, message))
        .isEqualTo(new ScriptTag(5, plain.toByteArray()));
    assertThat(ScriptTag.ofDataMessage(5, plain)).isEqualTo(new ScriptTag(5, plain.toByteArray()));
    assertThat(OnMetaData.read(message)).isEqualTo(OnMetaData.read(plain));
  }

  @Test
  void writesAnEcmaArray() {
    OnMetaData metadata = new OnMetaData(OBS.toObject());

    assertThat(metadata.toBytes()).isEqualTo(body("onMetaData", OBS.toEcmaArray()).toByteArray());
  }

  private static OnMetaData read(String name, AmfValue properties) {
    return OnMetaData.read(body(name, properties)).orElseThrow();
  }

  private static ByteSlice body(String name, AmfValue properties) {
    return ByteSlice.of(AmfWriter.toBytes(new AmfString(name), properties));
  }
}
