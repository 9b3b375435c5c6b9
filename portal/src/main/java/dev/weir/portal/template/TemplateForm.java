package dev.weir.portal.template;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.portal.domain.ladder.TemplateDocument;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Templates to forms and back: rates in kbit/s, times in seconds. */
final class TemplateForm {

  static final FormShape NEW = shape(Field.text("name", TemplateId.MAX_LENGTH).mandatory());
  static final FormShape CHANGE = shape().versioned();

  private static final String NONE = "none";
  private static final int KILO = 1_000;
  private static final int MAX_SECONDS = 8;

  private TemplateForm() {}

  private static FormShape shape(Field... first) {
    Stream<Field> figures =
        Stream.of(
            Field.choice("picture", "h264", "hevc", NONE).mandatory(),
            Field.number("lines").mandatory(),
            Field.number("frames"),
            Field.number("rate").mandatory(),
            Field.number("share").mandatory(),
            Field.text("keys", MAX_SECONDS),
            Field.choice("profile", "high", "main", "baseline"),
            Field.choice(
                "effort", "ultrafast", "superfast", "veryfast", "faster", "fast", "medium"),
            Field.choice("sound", "source", "aac", NONE).mandatory(),
            Field.number("sound-rate").mandatory());
    return FormShape.of("template", Stream.concat(Stream.of(first), figures).toArray(Field[]::new));
  }

  /** As a form has a template, for filling it in and for telling differences. */
  static Map<String, String> values(Template template) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("picture", template.video().map(video -> small(video.codec())).orElse(NONE));
    values.putAll(picture(template.video().or(() -> usual().video()).orElseThrow()));
    values.put("sound", template.audio().map(audio -> small(audio.codec())).orElse(NONE));
    int soundRate =
        template
            .audio()
            .filter(audio -> audio.codec() == AudioTarget.AudioCodec.AAC)
            .map(AudioTarget::bitrate)
            .orElse(TemplateDocument.DEFAULT_AUDIO_BITRATE);
    values.put("sound-rate", Integer.toString(soundRate / KILO));
    return values;
  }

  private static Map<String, String> picture(VideoTarget video) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("lines", Integer.toString(video.shortSide()));
    values.put("rate", Integer.toString(video.bitrate() / KILO));
    values.put("frames", video.frameRate().map(String::valueOf).orElse(""));
    values.put("share", Integer.toString(video.sourcePercent()));
    values.put("keys", video.keyFrameInterval().map(TemplateForm::seconds).orElse(""));
    values.put("profile", TemplateDocument.name(video.profile()));
    values.put("effort", small(video.effort()));
    return values;
  }

  /** Seconds as people write them: {@code 2}, {@code 0.5}. */
  static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /** Reads the name of a new template; what is none is explained beside its field. */
  static Optional<TemplateId> name(Form form) {
    String typed = form.text("name").strip();
    if (!typed.isEmpty() && !TemplateId.accepts(typed)) {
      form.error("name", "name.wrong", TemplateId.MAX_LENGTH);
    }
    return form.valid() ? Optional.of(new TemplateId(typed)) : Optional.empty();
  }

  /** Reads the rest; empty when something is wrong, which stands beside its field then. */
  static Optional<Template> read(Form form, TemplateId id) {
    boolean pictures = !form.text("picture").equals(NONE);
    boolean sound = !form.text("sound").equals(NONE);
    if (pictures) {
      judgePicture(form);
    }
    if (form.text("sound").equals("aac")) {
      range(form, "sound-rate", AudioTarget.MIN_BITRATE / KILO, AudioTarget.MAX_BITRATE / KILO);
    }
    if (!pictures && !sound) {
      form.error("sound", "nothing");
    }
    if (!form.valid()) {
      return Optional.empty();
    }
    return Optional.of(
        new Template(
            id,
            pictures ? Optional.of(video(form)) : Optional.empty(),
            sound ? Optional.of(audio(form)) : Optional.empty()));
  }

  private static void judgePicture(Form form) {
    range(form, "lines", VideoTarget.MIN_SHORT_SIDE, VideoTarget.MAX_SHORT_SIDE);
    form.number("lines")
        .filter(lines -> lines % 2 != 0)
        .ifPresent(lines -> form.error("lines", "lines.odd"));
    range(form, "rate", VideoTarget.MIN_BITRATE / KILO, VideoTarget.MAX_BITRATE / KILO);
    range(form, "frames", 1, VideoTarget.MAX_FRAME_RATE);
    range(form, "share", 1, 100);
    if (!form.text("keys").isBlank() && keys(form).isEmpty()) {
      form.error("keys", "keys.wrong");
    }
  }

  private static VideoTarget video(Form form) {
    VideoCodec codec = VideoCodec.valueOf(form.text("picture").toUpperCase(Locale.ROOT));
    return new VideoTarget(
        codec,
        number(form, "lines"),
        form.number("frames").map(Math::toIntExact),
        number(form, "rate") * KILO,
        number(form, "share"),
        keys(form),
        profile(codec, form.text("profile")),
        form.text("effort").isEmpty()
            ? EncodingEffort.VERYFAST
            : EncodingEffort.valueOf(form.text("effort").toUpperCase(Locale.ROOT)));
  }

  /** HEVC has one profile, whatever is chosen for H.264 beside it. */
  private static VideoProfile profile(VideoCodec codec, String typed) {
    return switch (codec) {
      case H264 -> typed.isEmpty() ? VideoProfile.HIGH : TemplateDocument.profile(codec, typed);
      case HEVC -> VideoProfile.HEVC_MAIN;
    };
  }

  private static AudioTarget audio(Form form) {
    return form.text("sound").equals("source")
        ? AudioTarget.SOURCE
        : new AudioTarget(AudioTarget.AudioCodec.AAC, number(form, "sound-rate") * KILO);
  }

  /** What a new template begins as. */
  static Template usual() {
    return Template.presets().stream()
        .filter(preset -> preset.video().filter(video -> video.shortSide() == 720).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The time between key frames; empty for none, and for what is out of its range. */
  private static Optional<Duration> keys(Form form) {
    try {
      BigDecimal seconds = new BigDecimal(form.text("keys").strip().replace(',', '.'));
      Duration time = Duration.ofMillis(seconds.movePointRight(3).longValueExact());
      boolean fits =
          time.compareTo(VideoTarget.MIN_KEY_FRAME_INTERVAL) >= 0
              && time.compareTo(VideoTarget.MAX_KEY_FRAME_INTERVAL) <= 0;
      return fits ? Optional.of(time) : Optional.empty();
    } catch (ArithmeticException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static void range(Form form, String field, long least, long most) {
    form.number(field)
        .filter(value -> value < least || value > most)
        .ifPresent(value -> form.error(field, "range", least, most));
  }

  private static int number(Form form, String field) {
    return Math.toIntExact(form.number(field).orElseThrow());
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
