package dev.weir.portal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of how streams arrive, and how it is read. */
@Timeout(60)
class StreamHealthTest {

  private static final String DOMAIN = "health.example.org";

  private static PortalHouse house;
  private static TenantId tenant;
  private static StreamAddress address;
  private static HealthLog log;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("health@example.org", "a long password", DOMAIN);
    address =
        new StreamAddress(
            tenant, new DomainName(DOMAIN), new AppName("live"), new StreamName("cup"));
    log = new HealthLog(house.database(), new Outbox(house.time()));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static HealthEpisode episode(Instant since, double measured, Optional<Instant> end) {
    return new HealthEpisode(
        address,
        Publishes.BOOT,
        new HealthFinding(HealthIssue.ARRIVES_LATE, HealthVerdict.FAIR, measured, 0, since),
        end);
  }

  @Test
  void anEndIsNotForgottenForABeginningThatComesAgain() {
    Instant since = PortalHouse.START.minus(Duration.ofDays(3));
    HealthEpisode begun = episode(since, 2_000, Optional.empty());
    HealthEpisode over = episode(since, 4_000, Optional.of(since.plusSeconds(60)));
    log.keep(tenant, List.of(begun));
    log.keep(tenant, List.of(over, begun, over));
    assertThat(log.of(address, since.minusSeconds(1), since.plusSeconds(1), 10))
        .containsExactly(over);
    assertThat(log.of(address, since.plusSeconds(61), since.plusSeconds(90), 10)).isEmpty();
  }

  @Test
  void whatALostNodeFoundIsOver() {
    Instant since = PortalHouse.START.minus(Duration.ofDays(2));
    log.keep(tenant, List.of(episode(since, 2_000, Optional.empty())));
    HealthLog.OpenBoot open = new HealthLog.OpenBoot(tenant, Publishes.BOOT);
    assertThat(log.open()).contains(open);
    log.lose(open, since.plusSeconds(30));
    assertThat(log.open()).doesNotContain(open);
    assertThat(log.of(address, since, since.plusSeconds(1), 10))
        .containsExactly(episode(since, 2_000, Optional.of(since.plusSeconds(30))));
  }

  @Test
  void eachMinuteThatIsOverIsKeptOnceWithItsMeans() {
    Instant minute = house.time().now().truncatedTo(ChronoUnit.MINUTES);
    LiveTelling telling = new LiveTelling(house.live());
    HealthKeeper keeper = new HealthKeeper(house.live(), log, house.database(), house.time());
    telling.health(tenant, DOMAIN, "cup", minute);
    house.time().advance(Duration.ofSeconds(90));
    keeper.keep();
    keeper.keep();
    HealthMinutes minutes = new HealthMinutes(house.database());
    assertThat(minutes.of(address, minute.minusSeconds(60), minute.plusSeconds(1)))
        .containsExactly(
            new HealthMinute(minute.minusSeconds(60), 6, 30, 4_700_000, 128_000, 40, 12, -8));
    minutes.forget(minute, 10);
    assertThat(minutes.of(address, minute.minusSeconds(60), minute.plusSeconds(1))).isEmpty();
  }

  @Test
  void pagesSayWhatIsWrongAndWhatToDo() {
    LiveTelling telling = new LiveTelling(house.live());
    StreamReport report = LiveTelling.stream(tenant, DOMAIN, "cup", "OBS");
    telling.live(report);
    telling.health(tenant, DOMAIN, "cup", house.time().now());
    Instant since = house.time().now().minusSeconds(600);
    log.keep(tenant, List.of(episode(since, 6_500, Optional.of(since.plusSeconds(90)))));
    Browser browser = house.signedIn(tenant, Role.VIEWER);

    String live = browser.get("/streams/" + DOMAIN + "/live/cup").body();
    assertThat(live)
        .contains("Could be better", "Key frames every 8 s", "Keyframe Interval, to 2 s")
        .contains("30 of 30");

    String day = browser.get("/streams/" + DOMAIN + "/live/cup/health").body();
    assertThat(day).contains("6.5 s late", "1 min", "use a cable");
    assertThat(browser.get("/streams/" + DOMAIN + "/live/cup/health?until=nonsense").statusCode())
        .isEqualTo(200);
    assertThat(browser.get("/streams/other.example.org/live/cup/health").statusCode())
        .isEqualTo(404);
  }
}
