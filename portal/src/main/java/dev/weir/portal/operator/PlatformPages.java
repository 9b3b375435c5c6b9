package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.platform.PlatformSetting;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.platform.PlatformSheet;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /operator/settings}: what staff settles for everybody, and what is configured. */
public final class PlatformPages {

  private static final String PATH = "/operator/settings";
  private static final String TEMPLATE = "operator/settings";

  /** The choice of what is configured. */
  private static final String AS_CONFIGURED = "configured";

  private static final FormShape SHAPE =
      FormShape.of(
              "platform",
              Field.choice(
                  PlatformSetting.SIGN_UP.key(), AS_CONFIGURED, "open", "invitation", "closed"),
              text(PlatformSetting.NAME),
              text(PlatformSetting.SUPPORT),
              Field.area(PlatformSetting.BANNER.key(), PlatformSetting.BANNER.maxLength()))
          .versioned();

  private final PlatformSettings settings;
  private final List<Configured> configuration;
  private final Pages pages;

  /**
   * Pages over these.
   *
   * @param configuration what is told of the configuration, in this order
   */
  public PlatformPages(PlatformSettings settings, List<Configured> configuration, Pages pages) {
    this.settings = settings;
    this.configuration = List.copyOf(configuration);
    this.pages = pages;
  }

  /**
   * Something that is configured and only shown. Public for the template.
   *
   * @param key of the configuration
   * @param value without secrets; empty for nothing
   */
  public record Configured(String key, String value) {}

  /**
   * Where a setting comes from. Public for the template.
   *
   * @param field its field's name
   * @param configured what it is unless staff says something else
   * @param own whether staff said something else
   * @param changedAt when staff changed it last, as text; empty for never
   * @param changedBy who did
   */
  public record Source(
      String field, String configured, boolean own, String changedAt, String changedBy) {}

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show), RouteEntry.operatorForm(PATH, this::save));
  }

  private void show(RoutingContext ctx) {
    PlatformSheet sheet = settings.sheet(Visit.of(ctx).staff());
    Form form = Form.blank(SHAPE).version(sheet.version());
    texts(sheet).forEach(form::with);
    pages.send(ctx, page(sheet, form));
  }

  private void save(RoutingContext ctx) {
    Form form = Form.read(ctx, SHAPE);
    Map<PlatformSetting, Optional<String>> wanted = new EnumMap<>(PlatformSetting.class);
    for (PlatformSetting setting : PlatformSetting.values()) {
      judge(form, setting, wanted);
    }
    if (!form.valid()) {
      refuse(ctx, form, FaultCode.FORM_INVALID);
      return;
    }
    switch (settings.change(Visit.of(ctx).staff(), form.version(), wanted)) {
      case PlatformSettings.Outcome.Saved _ -> Pages.done(ctx, PATH, "saved");
      case PlatformSettings.Outcome.Conflict(PlatformSheet theirs) -> {
        form.conflicting(theirs.version(), theirs.changedBy(), texts(theirs));
        refuse(ctx, form, FaultCode.EDIT_CONFLICT);
      }
    }
  }

  private static void judge(
      Form form, PlatformSetting setting, Map<PlatformSetting, Optional<String>> wanted) {
    // A form sends a line's end as two characters; a banner has one line.
    String typed = form.text(setting.key()).replaceAll("\\s+", " ").strip();
    if (typed.isEmpty() || typed.equals(AS_CONFIGURED)) {
      wanted.put(setting, Optional.empty());
      return;
    }
    try {
      wanted.put(setting, Optional.of(setting.read(typed)));
    } catch (IllegalArgumentException odd) {
      form.error(setting.key(), "odd." + setting.key(), setting.maxLength());
    }
  }

  private void refuse(RoutingContext ctx, Form form, FaultCode code) {
    PlatformSheet sheet = settings.sheet(Visit.of(ctx).staff());
    pages.send(ctx, page(sheet, form).status(code.httpStatus()));
  }

  private Page page(PlatformSheet sheet, Form form) {
    Map<String, Source> sources = new HashMap<>();
    sheet.lines().forEach((setting, line) -> sources.put(setting.key(), source(setting, line)));
    return Page.of(TEMPLATE, "operator")
        .with("form", form)
        .with("modes", modes(sheet))
        .with("sources", sources)
        .with("configuration", configuration);
  }

  private static Source source(PlatformSetting setting, PlatformSheet.Line line) {
    return new Source(
        setting.key(),
        setting == PlatformSetting.SIGN_UP ? mode(line.configured()) : line.configured(),
        line.own().isPresent(),
        line.changedAt().map(Instant::toString).orElse(""),
        line.changedBy());
  }

  private static List<Choice> modes(PlatformSheet sheet) {
    String configured = mode(sheet.line(PlatformSetting.SIGN_UP).configured());
    return Arrays.stream(new String[] {AS_CONFIGURED, "open", "invitation", "closed"})
        .map(value ->
            new Choice(
                value,
                value.equals(AS_CONFIGURED)
                    ? Messages.text(TEMPLATE, "mode.configured", configured)
                    : mode(value)))
        .toList();
  }

  private static String mode(String value) {
    return Messages.text(TEMPLATE, "mode." + value);
  }

  private static Map<String, String> texts(PlatformSheet sheet) {
    Map<String, String> texts = new HashMap<>();
    sheet
        .lines()
        .forEach((setting, line) ->
            texts.put(
                setting.key(),
                line.own().orElse(setting == PlatformSetting.SIGN_UP ? AS_CONFIGURED : "")));
    return texts;
  }

  private static Field text(PlatformSetting setting) {
    return Field.text(setting.key(), setting.maxLength());
  }
}
