package dev.weir.portal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.portal.PortalHouse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quotas of every kind are told of when they are used up, once, and once when there is room. */
@Timeout(60)
class ReachedQuotasTest {

  private PortalHouse house;
  private ReachedQuotas quotas;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.shut();
    quotas = house.portal().reachedQuotas();
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
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

  private void allow(QuotaKind kind, long maximum) {
    house.sql(
        """
        INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by)
        VALUES ('%s', '%s', %d, now(), '')
        ON CONFLICT (tenant_id, kind) DO UPDATE SET maximum = excluded.maximum
        """
            .formatted(tenant, kind, maximum));
  }

  private void watching(long viewers) {
    house
        .usage()
        .of(new NodeId("gateway"))
        .exchange(Map.of(tenant, new TenantUse(viewers, 1)))
        .await();
  }

  private int told(String what) {
    return house.dump("callback_event").split(what, -1).length - 1;
  }

  @Test
  void whatThePortalCountsIsToldOnceAndOnceAgainWhenThereIsRoom() {
    allow(QuotaKind.DOMAINS, 1);
    quotas.look();
    quotas.look();
    house.portal().reachedQuotas().look();
    assertThat(told("quota.exceeded")).isOne();
    assertThat(house.dump("callback_event")).contains("DOMAINS");
    allow(QuotaKind.DOMAINS, 2);
    quotas.look();
    quotas.look();
    assertThat(told("quota.restored")).isOne();
  }

  @Test
  void whatSwingsAboutAQuotaIsToldOnceAndWhatNobodyCountsStaysAsItWas() {
    allow(QuotaKind.VIEWERS, 100);
    watching(100);
    quotas.look();
    watching(95);
    quotas.look();
    watching(100);
    quotas.look();
    house.boardIsAway(true);
    quotas.look();
    house.boardIsAway(false);
    assertThat(told("quota.exceeded")).isOne();
    assertThat(told("quota.restored")).isZero();
    watching(80);
    quotas.look();
    assertThat(told("quota.restored")).isOne();
  }

  @Test
  void whoDoesNotWantToKnowIsNotLookedAt() {
    house.sql("UPDATE callback SET kinds = '{stream.ended}'");
    allow(QuotaKind.DOMAINS, 1);
    quotas.look();
    assertThat(house.dump("quota_reached")).isEqualTo("null");
  }
}
