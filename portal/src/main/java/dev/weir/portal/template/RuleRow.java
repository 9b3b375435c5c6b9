package dev.weir.portal.template;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.domain.ladder.KeptRule;
import dev.weir.portal.web.Choice;
import java.util.List;

/**
 * A ladder rule as pages show it. Public for the templates of pages.
 *
 * @param path of its page
 * @param place in the order in which rules are asked, from 1
 * @param app empty for all
 * @param stream the names that are meant, as a pattern
 * @param templates page and name of each
 * @param waits whether encoding begins with a viewer
 * @param sent whether the encoder sends the renditions, and nothing is encoded
 * @param idleS how long it goes on without one then, seconds
 * @param watermark what is laid over the renditions; empty for nothing
 */
public record RuleRow(
    String path,
    int place,
    String app,
    String stream,
    List<Choice> templates,
    boolean waits,
    boolean sent,
    long idleS,
    String watermark) {

  static RuleRow of(DomainName domain, KeptRule kept, int place) {
    LadderRule rule = kept.rule();
    return new RuleRow(
        LadderPages.path(domain) + "/" + kept.id(),
        place,
        rule.app().map(AppName::value).orElse(""),
        rule.stream().text(),
        rule.templates().stream().map(RuleRow::template).toList(),
        rule.start() == LadderRule.Start.AT_FIRST_VIEWER,
        rule.start() == LadderRule.Start.SENT_BY_ENCODER,
        rule.idle().toSeconds(),
        rule.watermark().map(WatermarkId::value).orElse(""));
  }

  private static Choice template(TemplateId id) {
    return new Choice(TemplatePages.path(id), id.value());
  }
}
