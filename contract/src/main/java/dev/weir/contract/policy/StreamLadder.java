package dev.weir.contract.policy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What there may be to watch of one stream: itself, and its renditions. Whoever is limited to a
 * rendition may watch that one and all that are no better; its source is better than any.
 *
 * @param source the stream that is pushed
 * @param rungs the templates of its renditions, best first
 * @param known all templates of the domain
 * @param open the names of templates that the play domain lets anybody watch
 */
public record StreamLadder(
    StreamName source, List<Template> rungs, List<Template> known, AccessList<Wildcard> open) {

  /** By size, then by bit rate; sound alone is less than any picture. */
  private static final Comparator<Template> WORSE_FIRST =
      Comparator.<Template>comparingInt(
              template -> template.video().map(VideoTarget::shortSide).orElse(0))
          .thenComparingInt(template -> template.video().map(VideoTarget::bitrate).orElse(0));

  /** Copies the lists. */
  public StreamLadder {
    rungs = List.copyOf(rungs);
    known = List.copyOf(known);
  }

  /** The ladder that {@code asked} belongs to, as its source or as one of its renditions. */
  public static StreamLadder of(
      Ladders ladders, AppName app, StreamName asked, AccessList<Wildcard> open) {
    if (ladders.templates().isEmpty()) {
      return new StreamLadder(asked, List.of(), List.of(), open);
    }
    StreamName source = ladders.reserves(asked) ? TemplateId.source(asked).orElse(asked) : asked;
    return new StreamLadder(
        source,
        ladders.of(app, source).stream().sorted(WORSE_FIRST.reversed()).toList(),
        ladders.templates(),
        open);
  }

  /** The template that {@code asked} is a rendition by; empty for the source itself. */
  public Optional<TemplateId> rendition(StreamName asked) {
    return asked.equals(source) ? Optional.empty() : TemplateId.named(asked);
  }

  /**
   * Whether somebody may watch {@code asked}.
   *
   * @param top the best rendition that is open to them, as a proof names it; empty for all. A name
   *     that no template has opens nothing.
   */
  public boolean permits(StreamName asked, String top) {
    Optional<TemplateId> id = rendition(asked);
    return isOpen(id.map(TemplateId::value).orElse(TemplateId.SOURCE))
        && (top.isEmpty() || id.filter(one -> isUpTo(one, top)).isPresent());
  }

  /** The rungs that {@link #permits} lets somebody watch, best first. */
  public List<Template> upTo(String top) {
    return rungs.stream()
        .filter(rung -> isOpen(rung.id().value()) && (top.isEmpty() || isUpTo(rung.id(), top)))
        .toList();
  }

  /**
   * The same limit in words that sessions of this ladder share: the best rung within it; as it came
   * where there is none.
   */
  public String limit(String top) {
    return top.isEmpty()
        ? top
        : upTo(top).stream().findFirst().map(rung -> rung.id().value()).orElse(top);
  }

  private boolean isOpen(String name) {
    return open.admits(pattern -> pattern.matches(name));
  }

  private boolean isUpTo(TemplateId id, String top) {
    Optional<Template> best = template(top);
    Optional<Template> asked = template(id.value());
    return best.isPresent()
        && asked.isPresent()
        && WORSE_FIRST.compare(asked.get(), best.get()) <= 0;
  }

  private Optional<Template> template(String name) {
    return known.stream()
        .filter(template -> template.id().value().equals(name))
        .findFirst()
        .or(() ->
            Template.presets().stream()
                .filter(template -> template.id().value().equals(name))
                .findFirst());
  }
}
