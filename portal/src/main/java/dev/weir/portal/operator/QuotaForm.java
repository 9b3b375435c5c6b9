package dev.weir.portal.operator;

import dev.weir.portal.quota.QuotaDefaults;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.QuotaRow;
import dev.weir.portal.quota.QuotaSheet;
import dev.weir.portal.quota.QuotaUse;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A sheet of quotas as a form: a number for each kind, empty for what everybody has. */
public final class QuotaForm {

  /** What a tenant can have in this release. */
  static final List<QuotaKind> KINDS =
      List.of(
          QuotaKind.LIVE_STREAMS,
          QuotaKind.VIEWERS,
          QuotaKind.EGRESS_BITS_PER_S,
          QuotaKind.TRANSCODES,
          QuotaKind.DOMAINS,
          QuotaKind.SIGNING_KEYS,
          QuotaKind.MEMBERS,
          QuotaKind.API_KEYS);

  static final FormShape SHAPE =
      FormShape.of(
              "quotas", KINDS.stream().map(kind -> Field.number(name(kind))).toArray(Field[]::new))
          .versioned();

  /** What everybody has is never empty. */
  static final FormShape DEFAULTS =
      FormShape.of(
              "quotas",
              KINDS.stream()
                  .map(kind -> Field.number(name(kind)).mandatory())
                  .toArray(Field[]::new))
          .versioned();

  /** Policies count streams and viewers in 32 bits. */
  private static final long MAX = Integer.MAX_VALUE;

  private static final long MEGA = 1_000_000;

  private QuotaForm() {}

  /**
   * One quota on the page. Public for the template.
   *
   * @param field its field's name, and the end of a key
   * @param row how much there is, and may be
   * @param usual what everybody has, in words
   * @param own whether this tenant has something else
   */
  public record Row(String field, QuotaRow row, String usual, boolean own) {}

  static Form of(QuotaSheet sheet) {
    Form form = Form.blank(SHAPE).version(sheet.version());
    texts(sheet).forEach(form::with);
    return form;
  }

  static Form of(QuotaDefaults.Sheet sheet) {
    Form form = Form.blank(DEFAULTS).version(sheet.version());
    texts(sheet).forEach(form::with);
    return form;
  }

  /** What each field of everybody's holds before anybody types. */
  static Map<String, String> texts(QuotaDefaults.Sheet sheet) {
    Map<String, String> texts = new HashMap<>();
    for (QuotaKind kind : KINDS) {
      long maximum = sheet.maxima().getOrDefault(kind, 0L);
      texts.put(name(kind), Long.toString(maximum / unit(kind)));
    }
    return texts;
  }

  /** What each field holds before anybody types. */
  static Map<String, String> texts(QuotaSheet sheet) {
    Map<String, String> texts = new HashMap<>();
    for (QuotaSheet.Line line : sheet.lines()) {
      if (KINDS.contains(line.kind())) {
        OptionalLong own = line.own();
        texts.put(
            name(line.kind()),
            own.isPresent() ? Long.toString(own.getAsLong() / unit(line.kind())) : "");
      }
    }
    return texts;
  }

  static List<Row> rows(QuotaSheet sheet) {
    return KINDS.stream()
        .flatMap(kind -> sheet.lines().stream().filter(line -> line.kind() == kind))
        .map(line ->
            new Row(
                name(line.kind()),
                QuotaRow.of(line.use()),
                QuotaRow.of(new QuotaUse(line.kind(), 0, line.usual())).quota().limit(),
                line.own().isPresent()))
        .toList();
  }

  /** Reads a field into what is wanted, or says what is wrong with it. */
  static void judge(Form form, QuotaKind kind, Map<QuotaKind, OptionalLong> wanted) {
    String field = name(kind);
    if (form.text(field).isBlank()) {
      wanted.put(kind, OptionalLong.empty());
      return;
    }
    Optional<Long> typed = form.number(field);
    if (typed.isPresent() && (typed.get() < 0 || typed.get() > MAX)) {
      form.error(field, "quotas.range", MAX);
    }
    typed
        .filter(number -> number >= 0 && number <= MAX)
        .ifPresent(number -> wanted.put(kind, OptionalLong.of(number * unit(kind))));
  }

  /** Of what is wanted, what differs from what was shown: a rounded number is not an edit. */
  static Map<QuotaKind, OptionalLong> edited(
      Form form, QuotaSheet shown, Map<QuotaKind, OptionalLong> wanted) {
    Map<String, String> texts = texts(shown);
    Map<QuotaKind, OptionalLong> edited = new HashMap<>(wanted);
    edited.keySet().removeIf(kind -> form.text(name(kind)).strip().equals(texts.get(name(kind))));
    return edited;
  }

  private static long unit(QuotaKind kind) {
    return switch (kind.unit()) {
      case COUNT, BYTES -> 1;
      case BITS_PER_S -> MEGA;
    };
  }

  /** The name of a kind's field, and the end of a key. */
  static String name(QuotaKind kind) {
    return switch (kind) {
      case LIVE_STREAMS -> "live-streams";
      case VIEWERS -> "viewers";
      case EGRESS_BITS_PER_S -> "egress";
      case DOMAINS -> "domains";
      case SIGNING_KEYS -> "signing-keys";
      case MEMBERS -> "members";
      case API_KEYS -> "api-keys";
      case TEMPLATES -> "templates";
      case TRANSCODES -> "transcodes";
      case STORAGE_BYTES -> "storage";
    };
  }
}
