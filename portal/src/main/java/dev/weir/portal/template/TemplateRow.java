package dev.weir.portal.template;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.ladder.TemplateDocument;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A template as pages show it: what it comes to, in words. Public for the templates of pages.
 *
 * @param path of its page
 * @param picture codec and size
 * @param details of the picture; empty for none
 * @param rate what it takes
 * @param traffic what a viewer is sent in an hour; empty where only the source says
 * @param usedBy the domains whose rules name it: page and name
 */
public record TemplateRow(
    String name,
    String path,
    boolean preset,
    String picture,
    String details,
    String rate,
    String traffic,
    String sound,
    List<Choice> usedBy) {

  private static final String BUNDLE = "template/words";
  private static final int KILO = 1_000;
  private static final double GIGABYTE_BITS = 8e9;
  private static final long HOUR_S = Duration.ofHours(1).toSeconds();
  private static final int WHOLE_SOURCE = 100;

  /** A template for a page. */
  public static TemplateRow of(TenantTemplate known) {
    Template template = known.template();
    return new TemplateRow(
        template.id().value(),
        TemplatePages.path(template.id()),
        known.preset(),
        template.video().map(TemplateRow::picture).orElseGet(() -> text("none")),
        template.video().map(TemplateRow::details).orElse(""),
        rate(template),
        traffic(template),
        template.audio().map(TemplateRow::sound).orElseGet(() -> text("none")),
        known.usedBy().stream()
            .map(domain ->
                new Choice(DomainPath.of(domain, DomainPath.Part.LADDERS), domain.value()))
            .toList());
  }

  /** In one line, for choosing it: {@code lhd: H.264, 720 lines, 2,000 kbit/s}. */
  public static Choice choice(TenantTemplate known) {
    String name = known.template().id().value();
    return new Choice(name, text("choice", name, words(known.template())));
  }

  /** What a template comes to, in short: {@code H.264, 720 lines, 2,000 kbit/s}. */
  public static String words(Template template) {
    return template
        .video()
        .map(video -> picture(video) + ", " + rate(template))
        .or(() -> template.audio().map(audio -> text("sound-alone", sound(audio))))
        .orElseGet(() -> text("none"));
  }

  private static String picture(VideoTarget video) {
    return text("picture", text("codec." + small(video.codec())), video.shortSide());
  }

  private static String details(VideoTarget video) {
    List<String> parts = new ArrayList<>();
    parts.add(text("profile." + TemplateDocument.name(video.profile())));
    video.frameRate().ifPresent(rate -> parts.add(text("frames", rate)));
    parts.add(
        video
            .keyFrameInterval()
            .map(time -> text("keys", TemplateForm.seconds(time)))
            .orElseGet(() -> text("keys.source")));
    return String.join(", ", parts);
  }

  private static String rate(Template template) {
    return template
        .video()
        .map(video -> {
          String most = text("rate", video.bitrate() / KILO);
          return video.sourcePercent() == WHOLE_SOURCE
              ? most
              : text("rate.share", most, video.sourcePercent());
        })
        .orElse("");
  }

  private static String traffic(Template template) {
    long picture = template.video().map(VideoTarget::bitrate).orElse(0);
    long sound =
        template
            .audio()
            .filter(audio -> audio.codec() == AudioTarget.AudioCodec.AAC)
            .map(AudioTarget::bitrate)
            .orElse(0);
    long bits = picture + sound;
    return bits == 0 ? "" : text("traffic", bits * HOUR_S / GIGABYTE_BITS);
  }

  private static String sound(AudioTarget audio) {
    return switch (audio.codec()) {
      case SOURCE -> text("sound.source");
      case AAC -> text("sound.aac", audio.bitrate() / KILO);
    };
  }

  private static String text(String key, Object... arguments) {
    return Messages.text(BUNDLE, key, arguments);
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
