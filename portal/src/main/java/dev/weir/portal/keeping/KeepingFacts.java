package dev.weir.portal.keeping;

import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What the audit log says of rules. */
final class KeepingFacts {

  private KeepingFacts() {}

  /** A line for each rule, in their order. */
  static <R> AuditFacts of(RuleKind<R> kind, List<KeptRule<R>> rules) {
    return AuditFacts.none()
        .with(
            "rules of " + kind.name(),
            rules.stream().map(kept -> line(kind.write().apply(kept.rule()))).toList());
  }

  private static String line(JsonObject rule) {
    Object app = rule.getValue("app", "*");
    Object stream = rule.getValue("stream");
    return rule.fieldNames().stream()
        .filter(field -> !field.equals("app") && !field.equals("stream"))
        .map(field -> field + " " + rule.getValue(field))
        .collect(Collectors.joining(", ", app + "/" + stream + ": ", ""));
  }
}
