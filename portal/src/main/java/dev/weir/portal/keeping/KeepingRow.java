package dev.weir.portal.keeping;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.portal.domain.keeping.KeptRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as pages show it. Public for the templates of pages.
 *
 * @param path of its page
 * @param place in the order in which rules are asked, from 1
 * @param app empty for all
 * @param stream the names that are meant, as a pattern
 * @param what it does
 * @param more what else there is to say
 */
public record KeepingRow(
    String path, int place, String app, String stream, String what, List<String> more) {

  static <R> List<KeepingRow> of(DomainName domain, KeepingPart<R> part, List<KeptRule<R>> rules) {
    List<KeepingRow> rows = new ArrayList<>();
    for (KeptRule<R> kept : rules) {
      StreamChoice streams = part.kind().streams().apply(kept.rule());
      rows.add(
          new KeepingRow(
              KeepingPages.path(domain, part.kind()) + "/" + kept.id(),
              rows.size() + 1,
              streams.app().map(AppName::value).orElse(""),
              streams.stream().text(),
              part.what(kept.rule()),
              part.more(kept.rule())));
    }
    return rows;
  }
}
