package dev.weir.portal.template;

import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Template;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.domain.ladder.LadderDocument;
import dev.weir.portal.domain.ladder.TemplateDocument;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What the audit log says of templates and rules. */
final class TemplateFacts {

  private TemplateFacts() {}

  /** Every field of the document, by part and name. */
  static AuditFacts of(Template template) {
    AuditFacts facts = AuditFacts.none();
    JsonObject document = TemplateDocument.of(template);
    for (String part : document.fieldNames()) {
      JsonObject fields = document.getJsonObject(part);
      for (String field : fields.fieldNames()) {
        facts = facts.with(part + ", " + field, String.valueOf(fields.getValue(field)));
      }
    }
    return facts;
  }

  /** A line for each rule, in their order. */
  static AuditFacts of(List<KeptRule> rules) {
    return AuditFacts.none()
        .with("ladder rules", rules.stream().map(kept -> line(kept.rule())).toList());
  }

  private static String line(LadderRule rule) {
    String app = rule.app().map(Object::toString).orElse("*");
    String templates =
        rule.templates().stream().map(Object::toString).collect(Collectors.joining(", "));
    return "%s/%s: %s, %s, %d s%s"
        .formatted(
            app,
            rule.stream(),
            templates.isEmpty() ? "none" : templates,
            LadderDocument.name(rule.start()),
            rule.idle().toSeconds(),
            rule.watermark().map(watermark -> ", watermark " + watermark).orElse(""));
  }
}
