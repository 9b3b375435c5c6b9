package dev.weir.portal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Role;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people see of quotas, before something is refused and then. */
@Timeout(60)
class QuotaPagesTest {

  private PortalHouse house;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    Quotas quotas = new Quotas(house.database(), new AuditLog(house.time()), house.time());
    quotas.set(Actor.commandLine(tenant), QuotaKind.VIEWERS, OptionalLong.of(10));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void tell(String gateway, TenantUse use) {
    house.usage().of(new NodeId(gateway)).exchange(Map.of(tenant, use));
  }

  @Test
  void thePageAddsUpAllServers() {
    tell("left", new TenantUse(3, 1_500_000_000));
    tell("right", new TenantUse(4, 1_000_000_000));

    String page = house.signedIn(tenant, Role.VIEWER).get("/settings/quotas").body();
    assertThat(page)
        .contains("7 of 10", "2.5 Gbit/s of 10 Gbit/s", "0 of 200")
        .doesNotContain("Close to the limit");
    assertThat(page).contains("Renditions being encoded", "0 of 30", "of 107.4 GB");
  }

  @Test
  void fromFourFifthsOnAPageSaysSoAndSoDoesTheOneThatPeopleBeginWith() {
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    tell("left", new TenantUse(7, 0));
    assertThat(viewer.get("/streams").body()).doesNotContain("close to the limit");

    tell("right", new TenantUse(1, 0));
    assertThat(viewer.get("/settings/quotas").body()).contains("8 of 10", "Close to the limit.");
    assertThat(viewer.get("/streams").body())
        .contains("Viewers: 8 of 10, close to the limit.", "/settings/quotas");

    tell("right", new TenantUse(3, 0));
    assertThat(viewer.get("/settings/quotas").body()).contains("more is refused");
    assertThat(viewer.get("/streams").body())
        .contains("Viewers: 10 of 10. The limit is reached; more is refused.");
  }

  @Test
  void whatIsLiveMayBeUnknownAndIsNotShownAsNothing() {
    house.boardIsAway(true);
    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get("/settings/quotas").body())
        .contains("What is live cannot be told right now.", "not known, of 10", "1 of 20");
    assertThat(viewer.get("/streams").body()).doesNotContain("limit is reached");
  }
}
