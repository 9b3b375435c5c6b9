package dev.weir.portal.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.TenantUse;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.alarm.log.Alarm;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.alarm.watch.AlarmRound;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From what is measured to what is told, by a database and without waiting: the portal is shut, and
 * the test makes its rounds, five seconds apart.
 */
@Timeout(60)
class AlarmRoundTest {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String DOMAIN = "one.example.org";

  private PortalHouse house;
  private AlarmRound round;
  private TenantId tenant;
  private Actor actor;
  private AlarmRules rules;
  private Alarms alarms;
  private LiveTelling live;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    tenant = house.tenantWithoutPassword("one@example.org", DOMAIN);
    actor = Actor.commandLine(tenant);
    rules = new AlarmRules(house.database(), new AuditLog(house.time()), house.time());
    alarms = new Alarms(house.database(), new AuditLog(house.time()), house.time());
    live = new LiveTelling(house.live());
    round = house.portal().alarmRound();
    // Wants everything; nobody carries it anywhere.
    house.sql(
        """
        INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, sealed_secret, changed_at,
          changed_by)
        VALUES ('%s', gen_random_uuid(), 'c', 'https://hook.example.org/', 'standard', '{}', 's',
          now(), '')
        """
            .formatted(tenant));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private AlarmRule rule(AlarmKind kind, long bound, AlarmScope scope, int holdS, int calmS) {
    return rules.create(
        actor,
        new AlarmSettings(
            "Mine",
            kind,
            scope,
            AlarmSettings.usual(kind, bound),
            Duration.ofSeconds(holdS),
            Duration.ofSeconds(calmS),
            false,
            List.of(AlarmSettings.OWNERS),
            true));
  }

  private void rounds(int times) {
    for (int i = 0; i < times; i++) {
      round.round();
      house.time().advance(PAUSE);
    }
  }

  private int told(String kind) {
    return house.dump("callback_event").split(kind, -1).length - 1;
  }

  private int mails() {
    return house.dump("mail").split("one@example.org", -1).length - 1;
  }

  private void sends(String stream, long bitsPerSecond) {
    StreamReport report = LiveTelling.stream(tenant, DOMAIN, stream, "OBS 31");
    live.live(
        new StreamReport(
            report.address(),
            report.node(),
            report.publishedAt(),
            report.state(),
            report.encoder(),
            report.peerAddress(),
            report.tracks(),
            report.framesPerSecond(),
            bitsPerSecond,
            report.keyFrameIntervalMs()));
  }

  private void ended(String stream, String reason, Instant at) {
    house.sql(
        """
        INSERT INTO publish_session (tenant_id, id, domain, app, stream, node, boot, software,
          address, started_at, ended_at, reason)
        VALUES ('%s', gen_random_uuid(), '%s', 'live', '%s', 'node1', 'boot1', '', '',
          timestamptz '%4$s' - interval '1 hour', '%4$s', '%5$s')
        """
            .formatted(tenant, DOMAIN, stream, at, reason));
  }

  private List<String> raised() {
    return alarms.raised(actor).stream().map(alarm -> alarm.kind().text()).toList();
  }

  @Test
  void aBitrateThatSwingsAboutItsBoundIsToldOnceAndItsEndOnce() {
    rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 30, 30);
    sends("cam", 900_000);
    rounds(4);
    assertThat(alarms.raised(actor)).isEmpty();
    rounds(4);
    assertThat(raised()).containsExactly("bitrate-low");
    Alarm alarm = alarms.raised(actor).getFirst();
    assertThat(alarm.subject().stream()).isEqualTo("cam");
    assertThat(alarm.measured()).isEqualTo(900_000);
    for (int i = 0; i < 20; i++) {
      sends("cam", i % 2 == 0 ? 1_050_000 : 950_000);
      rounds(1);
    }
    assertThat(told("alarm.raised")).isOne();
    assertThat(told("alarm.cleared")).isZero();
    sends("cam", 4_000_000);
    rounds(10);
    assertThat(alarms.raised(actor)).isEmpty();
    assertThat(told("alarm.raised")).isOne();
    assertThat(told("alarm.cleared")).isOne();
    assertThat(mails()).isEqualTo(2);
    assertThat(house.dump("callback_event")).contains("sends 950 kbit/s; less than 1.0 Mbit/s");
  }

  @Test
  void aStreamThatBrokeOffIsMissedAndOneThatEndedInOrderIsNot() {
    rounds(5);
    ended("gone", "CONNECTION_LOST", house.time().now());
    ended("done", "FINISHED", house.time().now());
    rounds(14);
    assertThat(alarms.raised(actor))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.subject().stream()).isEqualTo("gone"));
    live.live(LiveTelling.stream(tenant, DOMAIN, "gone", "OBS 31"));
    rounds(6);
    assertThat(alarms.raised(actor)).isEmpty();
    assertThat(told("alarm.cleared")).isOne();
  }

  @Test
  void aStreamThatIsNamedInFullIsMissedAlsoWhenItNeverCame() {
    rule(AlarmKind.STREAM_OFFLINE, 1, new AlarmScope(DOMAIN, "live", "always"), 10, 0);
    rounds(8);
    assertThat(raised()).containsExactly("stream-offline");
  }

  @Test
  void whileNobodyCanSayWhatIsLiveNothingIsOffline() {
    for (String stream : List.of("one", "two", "three")) {
      ended(stream, "CONNECTION_LOST", house.time().now());
      rule(AlarmKind.STREAM_OFFLINE, 1, new AlarmScope(DOMAIN, "live", stream), 10, 0);
    }
    house.boardIsAway(true);
    rounds(60);
    assertThat(house.dump("alarm")).isEqualTo("null");
    house.boardIsAway(false);
    rounds(1);
    assertThat(house.dump("alarm")).as("not all nodes have told it again").isEqualTo("null");
    rounds(20);
    assertThat(alarms.raised(actor)).hasSizeGreaterThanOrEqualTo(3);
    // Away again: what is raised stays, and is told no second time.
    int before = told("alarm.raised");
    house.boardIsAway(true);
    rounds(20);
    house.boardIsAway(false);
    rounds(20);
    assertThat(told("alarm.raised")).isEqualTo(before);
    assertThat(told("alarm.cleared")).isZero();
  }

  @Test
  void aSilenceTellsNobodyAndWhatIsStillSoIsToldAfterwards() {
    AlarmRule mine = rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 0, 0);
    Instant until = house.time().now().plusSeconds(600);
    alarms.silence(actor, mine.id(), Optional.empty(), until, "maintenance");
    sends("cam", 200_000);
    rounds(10);
    assertThat(alarms.raised(actor)).hasSize(1);
    assertThat(told("alarm.raised")).isZero();
    assertThat(mails()).isZero();
    house.time().advance(Duration.ofMinutes(10));
    rounds(2);
    assertThat(told("alarm.raised")).isOne();
    assertThatThrownBy(() -> alarms.silence(actor, mine.id(), Optional.empty(), Instant.EPOCH, ""))
        .isInstanceOfSatisfying(
            WeirFault.class, no -> assertThat(no.code()).isEqualTo(FaultCode.SETTING_INVALID));
  }

  @Test
  void whatComesAndGoesInASilenceIsNeverTold() {
    AlarmRule mine = rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 0, 0);
    alarms.silence(
        actor, mine.id(), Optional.empty(), house.time().now().plusSeconds(600), "maintenance");
    sends("cam", 200_000);
    rounds(3);
    sends("cam", 2_000_000);
    rounds(3);
    house.time().advance(Duration.ofMinutes(10));
    rounds(2);
    assertThat(house.dump("callback_event")).isEqualTo("null");
  }

  /** A portal dies; the other one goes on where it was. */
  @Test
  void aRestartInTheMiddleTellsNothingTwiceAndForgetsNoTime() {
    rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 30, 30);
    sends("cam", 200_000);
    rounds(4);
    AlarmRound second = house.portal().alarmRound();
    house.sql("UPDATE alarm_clock SET held_until = '1970-01-01'");
    round = second;
    rounds(3);
    assertThat(raised()).containsExactly("bitrate-low");
    house.sql("UPDATE alarm_clock SET held_until = '1970-01-01'");
    round = house.portal().alarmRound();
    rounds(5);
    assertThat(told("alarm.raised")).isOne();
    second.round();
    assertThat(told("alarm.raised")).as("not its turn").isOne();
  }

  /** Both believe that it is their turn. */
  @Test
  void twoPortalsAtOnceTellOnce() throws InterruptedException {
    rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 0, 0);
    sends("cam", 200_000);
    AlarmRound other = house.portal().alarmRound();
    for (int i = 0; i < 5; i++) {
      house.sql("UPDATE alarm_clock SET held_until = '1970-01-01'");
      Thread one = Thread.ofVirtual().start(round::round);
      house.sql("UPDATE alarm_clock SET held_until = '1970-01-01'");
      other.round();
      one.join();
      house.time().advance(PAUSE);
    }
    assertThat(told("alarm.raised")).isOne();
    assertThat(alarms.raised(actor)).hasSize(1);
  }

  @Test
  void viewersAreCountedByStreamOrTogether() {
    rule(AlarmKind.VIEWERS_HIGH, 100, AlarmScope.ALL, 0, 0);
    rule(AlarmKind.VIEWERS_HIGH, 100, new AlarmScope("", "", "cam-*"), 0, 0);
    live.live(
        LiveTelling.stream(tenant, DOMAIN, "cam-1", "OBS 31"),
        LiveTelling.stream(tenant, DOMAIN, "cup", "OBS 31"));
    live.viewers(tenant, DOMAIN, "cup", 150);
    rounds(1);
    assertThat(alarms.raised(actor))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.subject().stream()).isEmpty());
    live.viewers(tenant, DOMAIN, "cam-1", 150);
    rounds(1);
    assertThat(alarms.raised(actor))
        .extracting(alarm -> alarm.subject().stream())
        .contains("cam-1");
  }

  @Test
  void whatGoesOutIsComparedAndUnknownWhileNobodyTells() {
    rule(AlarmKind.BANDWIDTH_HIGH, 10_000_000, AlarmScope.ALL, 0, 0);
    house
        .usage()
        .of(new NodeId("gateway"))
        .exchange(Map.of(tenant, new TenantUse(10, 20_000_000)))
        .await();
    house.usage().away(true);
    rounds(2);
    assertThat(alarms.raised(actor)).isEmpty();
    house.usage().away(false);
    rounds(1);
    assertThat(raised()).containsExactly("bandwidth-high");
  }

  @Test
  void aCertificateThatEndsAndABudgetThatIsUsedUpAreAlarmsOfEverybody() {
    house.sql(
        """
        INSERT INTO domain_certificate (tenant_id, domain_id, chain, sealed_key, subject, names,
          issuer, not_before, not_after, fingerprint, key_kind, certificates, stored_at, stored_by)
        SELECT tenant_id, id, 'c', 'k', 's', '{}', 'i', now(), '%s', 'f', 'EC', 1, now(), ''
        FROM domain WHERE name = '%s'
        """
            .formatted(house.time().now().plus(Duration.ofDays(5)), DOMAIN));
    house.sql(
        "INSERT INTO billing_budget VALUES ('%s', 1, '2026-11-01', 100, now(), '')"
            .formatted(tenant));
    rounds(1);
    assertThat(raised()).containsExactlyInAnyOrder("certificate", "budget");
    house.sql("UPDATE domain_certificate SET not_after = '2030-01-01'");
    house.sql("UPDATE billing_budget SET warned_month = '2026-10-01'");
    rounds(14);
    assertThat(alarms.raised(actor)).isEmpty();
    assertThat(told("alarm.cleared")).isEqualTo(2);
  }

  @Test
  void anHourUnlikeThoseOfTheWeeksBeforeIsAnAlarmOfEverybody() {
    Instant hour = PortalHouse.START.minus(Duration.ofHours(1));
    house.sql("UPDATE usage_clock SET closed_until = '%s'".formatted(PortalHouse.START));
    house.sql(
        """
        INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
        VALUES ('%s', 'play.example.org', 'live', 'cup', '', 'EGRESS_BYTES', '%s')
        """
            .formatted(tenant, MeterDetail.HLS));
    for (int week = 0; week <= 4; week++) {
      Instant at = hour.minus(Duration.ofDays(7L * week));
      house.sql(
          """
          SELECT usage_prepare('%1$s');
          INSERT INTO usage_hour SELECT tenant_id, id, '%1$s', %2$d FROM usage_series
          """
              .formatted(at, week == 0 ? 900L << 30 : (100L + week) << 30));
    }
    rounds(1);
    assertThat(raised()).containsExactly("traffic-unusual");
    assertThat(mails()).as("owners get this one by mail").isOne();
  }

  @Test
  void whatARuleHasRaisedIsOverWhenItIsTurnedOffOrDeleted() {
    AlarmRule mine = rule(AlarmKind.BITRATE_LOW, 1_000_000, AlarmScope.ALL, 0, 0);
    sends("cam", 200_000);
    rounds(1);
    rules.delete(actor, mine.id());
    assertThat(alarms.raised(actor)).isEmpty();
    assertThat(told("alarm.cleared")).isOne();
    rounds(3);
    assertThat(told("alarm.raised")).isOne();
    AlarmRule builtIn =
        rules.list(actor).stream().filter(AlarmRule::builtIn).findFirst().orElseThrow();
    assertThatThrownBy(() -> rules.delete(actor, builtIn.id()))
        .isInstanceOfSatisfying(
            WeirFault.class, no -> assertThat(no.code()).isEqualTo(FaultCode.ALARM_RULE_BUILT_IN));
  }

  @Test
  void aManyTellInOneMailAndWhoTakesOneInHandIsSaid() {
    rule(AlarmKind.STREAM_OFFLINE, 1, AlarmScope.ALL, 10, 0);
    rounds(4);
    for (int i = 0; i < 30; i++) {
      ended("cam-" + i, "CONNECTION_LOST", house.time().now());
    }
    rounds(5);
    assertThat(told("alarm.raised")).isEqualTo(30);
    assertThat(mails()).isOne();
    assertThat(house.dump("mail")).contains("30 alarms");
    Alarm first = alarms.raised(actor).getFirst();
    assertThat(alarms.acknowledge(actor, first.id()).acknowledgedAt()).isPresent();
    rounds(2);
    assertThat(alarms.find(actor, first.id()).isRaised()).isTrue();
    assertThat(house.dump("audit_entry")).contains("ALARM_ACKNOWLEDGED");
  }
}
