package dev.weir.contract.ladder;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import java.util.List;
import java.util.Optional;

/**
 * The templates, watermarks and rules of a push domain.
 *
 * @param templates what rules may name, presets among them where they are used; each name once
 * @param watermarks what rules may name; each name once
 * @param rules asked in order: the first that means a stream decides
 */
public record Ladders(
    List<Template> templates, List<Watermark> watermarks, List<LadderRule> rules) {

  /** Most rules of a domain. */
  public static final int MAX_RULES = 50;

  /** Most templates of a tenant, unless its quota says otherwise. */
  public static final int MAX_TEMPLATES = 100;

  /** Most watermarks of a tenant. */
  public static final int MAX_WATERMARKS = 20;

  private static final Ladders NONE = new Ladders(List.of(), List.of());

  /** Throws {@link IllegalArgumentException} for too many, a name twice or one that is missing. */
  public Ladders {
    templates = List.copyOf(templates);
    watermarks = List.copyOf(watermarks);
    rules = List.copyOf(rules);
    List<TemplateId> known = templates.stream().map(Template::id).toList();
    if (rules.size() > MAX_RULES || templates.size() > MAX_TEMPLATES + Template.presets().size()) {
      throw new IllegalArgumentException("a domain has up to 50 rules and 100 templates");
    }
    if (known.stream().distinct().count() != known.size()
        || !rules.stream().allMatch(rule -> known.containsAll(rule.templates()))) {
      throw new IllegalArgumentException("every template is named, once");
    }
    List<WatermarkId> marks = watermarks.stream().map(Watermark::id).toList();
    if (marks.size() > MAX_WATERMARKS
        || marks.stream().distinct().count() != marks.size()
        || !rules.stream().allMatch(rule -> rule.watermark().stream().allMatch(marks::contains))) {
      throw new IllegalArgumentException("up to 20 watermarks, each named once");
    }
  }

  /** Rules none of which has a watermark. */
  public Ladders(List<Template> templates, List<LadderRule> rules) {
    this(templates, List.of(), rules);
  }

  /** No renditions for any stream. */
  public static Ladders none() {
    return NONE;
  }

  /** The rule that decides about a stream. */
  public Optional<LadderRule> rule(AppName app, StreamName stream) {
    return rules.stream().filter(rule -> rule.means(app, stream)).findFirst();
  }

  /** The renditions of a stream, in the rule's order; none when no rule means it. */
  public List<Template> of(AppName app, StreamName stream) {
    return rule(app, stream).stream()
        .flatMap(rule -> rule.templates().stream())
        .flatMap(id -> template(id).stream())
        .toList();
  }

  /** What is laid over its renditions. */
  public Optional<Watermark> watermark(AppName app, StreamName stream) {
    return rule(app, stream)
        .flatMap(LadderRule::watermark)
        .flatMap(
            id -> watermarks.stream().filter(watermark -> watermark.id().equals(id)).findFirst());
  }

  /** Those of its renditions that have to be encoded. */
  public List<Template> encoded(AppName app, StreamName stream) {
    return isSentByEncoder(app, stream) ? List.of() : of(app, stream);
  }

  /** Those of its renditions that its encoder sends: that of track 1 first. */
  public List<Template> sent(AppName app, StreamName stream) {
    return isSentByEncoder(app, stream) ? of(app, stream) : List.of();
  }

  private boolean isSentByEncoder(AppName app, StreamName stream) {
    return rule(app, stream)
        .filter(rule -> rule.start() == LadderRule.Start.SENT_BY_ENCODER)
        .isPresent();
  }

  /** The template of that name. */
  public Optional<Template> template(TemplateId id) {
    return templates.stream().filter(template -> template.id().equals(id)).findFirst();
  }

  /** Whether the name belongs to a rendition: nobody may publish under it. */
  public boolean reserves(StreamName stream) {
    return TemplateId.named(stream).flatMap(this::template).isPresent();
  }
}
