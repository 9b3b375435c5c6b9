package dev.weir.portal.stream;

import dev.weir.contract.ladder.Template;
import dev.weir.contract.policy.DomainPolicy;
import java.util.List;

/**
 * A rendition that a stream has, by the rules of its push domain as they are now.
 *
 * @param template what it is made by
 * @param path under which it is played, as any stream is
 */
public record Rendition(Template template, StreamPath path) {

  /** All of a stream, in the order of the rule that decides about it. */
  public static List<Rendition> of(DomainPolicy push, StreamPath stream) {
    return push.push().stream()
        .flatMap(rules -> rules.ladders().of(stream.app(), stream.stream()).stream())
        .flatMap(template ->
            template
                .id()
                .rendition(stream.stream())
                .map(name -> new Rendition(template, new StreamPath(stream.app(), name)))
                .stream())
        .toList();
  }
}
