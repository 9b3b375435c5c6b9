package dev.weir.portal;

import dev.weir.portal.alarm.AlarmCount;
import dev.weir.portal.alarm.AlarmPages;
import dev.weir.portal.alarm.AlarmRulePages;
import dev.weir.portal.alarm.AlarmRules;
import dev.weir.portal.alarm.Alarms;
import dev.weir.portal.alarm.log.AlarmNews;
import dev.weir.portal.alarm.watch.AlarmRound;
import dev.weir.portal.api.alarm.AlarmRulesApi;
import dev.weir.portal.api.alarm.AlarmsApi;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.member.Members;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.runbook.RunbookPages;
import dev.weir.portal.runbook.Runbooks;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.web.Assets;
import dev.weir.portal.web.PageRenderer;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import java.util.List;
import java.util.stream.Stream;

/** What the portal has about alarms, put together. */
record AlarmRooms(PortalSeams seams, Alarms alarms, AlarmRules rules) {

  static AlarmRooms of(PortalSeams seams) {
    AuditLog audit = new AuditLog(seams.time());
    return new AlarmRooms(
        seams,
        new Alarms(seams.database(), audit, seams.time()),
        new AlarmRules(seams.database(), audit, seams.time()));
  }

  /** Pages, whose bell says what is raised. */
  Pages pages(Assets assets, PortalOrigin origin, PlatformSettings platform) {
    AlarmCount count = new AlarmCount(alarms, seams.time());
    return new Pages(new PageRenderer(), assets, origin, platform::words, count::of, seams.time());
  }

  /** What watches. */
  static AlarmRound round(PortalSeams seams, Postbox postbox, PortalOrigin origin) {
    AlarmNews news = new AlarmNews(new Outbox(seams.time()), postbox, origin);
    return new AlarmRound(seams.database(), seams.live(), seams.usage(), news, seams.time());
  }

  /** Pages and API. */
  List<RouteEntry> routes(LiveStreams live, Members members, Pages pages) {
    return Stream.of(
            new AlarmPages(
                    alarms,
                    rules,
                    actor -> live.of(actor.tenant()).isPresent(),
                    pages,
                    seams.time())
                .routes(),
            new AlarmRulePages(rules, alarms, members, pages, seams.time()).routes(),
            new RunbookPages(Runbooks.load(), pages).routes(),
            new AlarmsApi(alarms).routes(),
            new AlarmRulesApi(rules).routes())
        .flatMap(List::stream)
        .toList();
  }
}
