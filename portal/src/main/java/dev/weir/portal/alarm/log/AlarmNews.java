package dev.weir.portal.alarm.log;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.PortalOrigin;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of alarms: callbacks of each, and one mail to each reader of all that came at once. In the
 * transaction that writes them down. For virtual threads.
 */
public final class AlarmNews {

  /** Most alarms that a mail has a line for; the others it counts. */
  static final int MAX_LINES = 20;

  private static final Logger LOG = LoggerFactory.getLogger(AlarmNews.class);
  private static final String BUNDLE = "alarm/words";
  private static final String MEMBERS =
      """
      SELECT m.person_id, m.role, p.email FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.tenant_id = $1 AND (m.role = 'OWNER' OR m.person_id::text = ANY ($2))
      ORDER BY p.email LIMIT 200
      """;

  private final Outbox outbox;
  private final Postbox postbox;
  private final PortalOrigin origin;

  /** News by these ways, with links to the portal's {@code origin}. */
  public AlarmNews(Outbox outbox, Postbox postbox, PortalOrigin origin) {
    this.outbox = outbox;
    this.postbox = postbox;
    this.origin = origin;
  }

  /**
   * One thing to tell.
   *
   * @param rule that found it
   * @param alarm as it is now
   */
  public record Item(AlarmRule rule, Alarm alarm) {}

  /**
   * Tells of alarms that were raised, or are over.
   *
   * @param connection within a transaction of the platform
   */
  public void tell(SqlConnection connection, TenantId tenant, List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    items.forEach(item -> outbox.put(connection, tenant, event(item.alarm())));
    letters(connection, tenant, items)
        .forEach((reader, about) -> post(connection, mail(reader, about)));
  }

  /** What a callback says of an alarm as it is now. */
  public static CallbackEvent event(Alarm alarm) {
    Instant at = alarm.resolvedAt().orElseGet(() -> alarm.raisedAt().orElseThrow());
    return new CallbackEvent.Alarm(
        alarm.subject(),
        at,
        alarm.resolvedAt().isPresent(),
        new CallbackEvent.AlarmName(alarm.id(), alarm.kind().text(), alarm.ruleName()),
        AlarmWords.sentence(alarm));
  }

  private static Map<String, List<Alarm>> letters(
      SqlConnection connection, TenantId tenant, List<Item> items) {
    Set<String> wanted = new LinkedHashSet<>();
    items.forEach(item -> wanted.addAll(item.rule().settings().mailTo()));
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> addresses = addresses(connection, tenant, wanted);
    Map<String, List<Alarm>> letters = new LinkedHashMap<>();
    for (Item item : items) {
      Set<String> readers = new LinkedHashSet<>();
      item.rule()
          .settings()
          .mailTo()
          .forEach(one -> readers.addAll(addresses.getOrDefault(one, List.of())));
      readers.forEach(
          reader -> letters.computeIfAbsent(reader, _ -> new ArrayList<>()).add(item.alarm()));
    }
    return letters;
  }

  /** Who has left meanwhile gets no mail. */
  private static Map<String, List<String>> addresses(
      SqlConnection connection, TenantId tenant, Set<String> wanted) {
    Tuple values = Tuple.of(tenant.value()).addArrayOfString(wanted.toArray(String[]::new));
    Map<String, List<String>> addresses = new HashMap<>();
    for (Row row : connection.preparedQuery(MEMBERS).execute(values).await()) {
      String email = row.getString("email");
      addresses
          .computeIfAbsent(row.getUUID("person_id").toString(), _ -> new ArrayList<>())
          .add(email);
      if (row.getString("role").equals("OWNER")) {
        addresses.computeIfAbsent(AlarmSettings.OWNERS, _ -> new ArrayList<>()).add(email);
      }
    }
    return addresses;
  }

  private Mail mail(String reader, List<Alarm> alarms) {
    StringBuilder text = new StringBuilder();
    alarms.stream().limit(MAX_LINES).forEach(alarm -> text.append(lines(alarm)));
    int more = alarms.size() - MAX_LINES;
    if (more > 0) {
      text.append(Messages.text(BUNDLE, "mail.more", more));
    }
    text.append(Messages.text(BUNDLE, "mail.end", origin.url() + "/alarms"));
    return new Mail(reader, title(alarms), text.toString());
  }

  private static String title(List<Alarm> alarms) {
    Alarm first = alarms.getFirst();
    if (alarms.size() > 1) {
      return Messages.text(BUNDLE, "mail.several", alarms.size());
    }
    String key = first.resolvedAt().isPresent() ? "mail.over" : "mail.raised";
    return Messages.text(BUNDLE, key, first.ruleName());
  }

  private String lines(Alarm alarm) {
    boolean over = alarm.resolvedAt().isPresent();
    return Messages.text(
        BUNDLE,
        over ? "mail.line.over" : "mail.line",
        alarm.ruleName(),
        AlarmWords.sentence(alarm),
        (over ? alarm.resolvedAt() : alarm.raisedAt()).map(Instant::toString).orElse(""),
        origin.url() + "/alarms/found/" + alarm.id(),
        origin.url() + "/runbooks/" + alarm.kind().text());
  }

  /** An alarm is raised, whether its mail finds room or not. */
  private void post(SqlConnection connection, Mail mail) {
    try {
      postbox.post(connection, mail);
    } catch (WeirFault full) {
      LOG.warn("event=alarm.mail-not-taken cause=\"{}\"", full.getMessage());
    }
  }
}
