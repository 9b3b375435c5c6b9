package dev.weir.portal.domain.ladder;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A template as one JSON document, but for its name: as it rests, and as the API tells and takes
 * it. Names of fields are a contract.
 */
public final class TemplateDocument {

  /** Bits per second of sound where nothing is said. */
  public static final int DEFAULT_AUDIO_BITRATE = 128_000;

  private static final String VIDEO = "video";
  private static final String AUDIO = "audio";
  private static final String CODEC = "codec";
  private static final String LINES = "lines";
  private static final String FRAME_RATE = "maxFrameRate";
  private static final String RATE = "kilobitsPerSecond";
  private static final String SHARE = "sourcePercent";
  private static final String KEY_FRAMES = "keyFrameMilliseconds";
  private static final String PROFILE = "profile";
  private static final String EFFORT = "effort";

  private static final int WHOLE_SOURCE = 100;
  private static final int KILO = 1_000;

  private TemplateDocument() {}

  /** The whole document, whatever is usual included. */
  public static JsonObject of(Template template) {
    JsonObject json = new JsonObject();
    template.video().ifPresent(video -> json.put(VIDEO, of(video)));
    template.audio().ifPresent(audio -> json.put(AUDIO, of(audio)));
    return json;
  }

  /**
   * Reads a document; throws {@link IllegalArgumentException} for what is out of its range or does
   * not go together.
   */
  public static Template read(TemplateId id, JsonObject json) {
    return new Template(
        id,
        Optional.ofNullable(json.getJsonObject(VIDEO)).map(TemplateDocument::video),
        Optional.ofNullable(json.getJsonObject(AUDIO)).map(TemplateDocument::audio));
  }

  /** What a profile is called; of each codec another one may be called so. */
  public static String name(VideoProfile profile) {
    return switch (profile) {
      case BASELINE -> "baseline";
      case MAIN, HEVC_MAIN -> "main";
      case HIGH -> "high";
    };
  }

  /** The profile of this name; throws {@link IllegalArgumentException} when the codec has none. */
  public static VideoProfile profile(VideoCodec codec, String name) {
    return switch (codec) {
      case H264 -> VideoProfile.valueOf(name.toUpperCase(Locale.ROOT));
      case HEVC -> {
        if (!name.equals(name(VideoProfile.HEVC_MAIN))) {
          throw new IllegalArgumentException("HEVC has the profile main alone");
        }
        yield VideoProfile.HEVC_MAIN;
      }
    };
  }

  private static JsonObject of(VideoTarget video) {
    JsonObject json =
        new JsonObject()
            .put(CODEC, small(video.codec()))
            .put(LINES, video.shortSide())
            .put(RATE, video.bitrate() / KILO)
            .put(SHARE, video.sourcePercent())
            .put(PROFILE, name(video.profile()))
            .put(EFFORT, small(video.effort()));
    video.frameRate().ifPresent(rate -> json.put(FRAME_RATE, rate));
    video.keyFrameInterval().ifPresent(time -> json.put(KEY_FRAMES, time.toMillis()));
    return json;
  }

  private static VideoTarget video(JsonObject json) {
    VideoCodec codec = VideoCodec.valueOf(capital(json, CODEC));
    String usual =
        switch (codec) {
          case H264 -> name(VideoProfile.HIGH);
          case HEVC -> name(VideoProfile.HEVC_MAIN);
        };
    return new VideoTarget(
        codec,
        json.getInteger(LINES),
        Optional.ofNullable(json.getInteger(FRAME_RATE)),
        json.getInteger(RATE) * KILO,
        json.getInteger(SHARE, WHOLE_SOURCE),
        Optional.ofNullable(json.getLong(KEY_FRAMES)).map(Duration::ofMillis),
        profile(codec, json.getString(PROFILE, usual)),
        EncodingEffort.valueOf(
            json.getString(EFFORT, small(EncodingEffort.VERYFAST)).toUpperCase(Locale.ROOT)));
  }

  private static JsonObject of(AudioTarget audio) {
    JsonObject json = new JsonObject().put(CODEC, small(audio.codec()));
    return switch (audio.codec()) {
      case SOURCE -> json;
      case AAC -> json.put(RATE, audio.bitrate() / KILO);
    };
  }

  private static AudioTarget audio(JsonObject json) {
    return switch (AudioTarget.AudioCodec.valueOf(capital(json, CODEC))) {
      case SOURCE -> AudioTarget.SOURCE;
      case AAC ->
          new AudioTarget(
              AudioTarget.AudioCodec.AAC,
              json.getInteger(RATE, DEFAULT_AUDIO_BITRATE / KILO) * KILO);
    };
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String capital(JsonObject json, String field) {
    return json.getString(field).toUpperCase(Locale.ROOT);
  }
}
