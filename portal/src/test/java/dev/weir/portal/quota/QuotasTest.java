package dev.weir.portal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.Who;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuotasTest {

  private static final int AT_ONCE = 8;
  private static final int MAXIMUM = 3;

  private PortalHouse house;
  private Quotas quotas;
  private TenantId tenant;
  private Actor staff;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    quotas = new Quotas(house.database(), new AuditLog(house.time()), house.time());
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    staff = Actor.commandLine(tenant);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whatIsThereIsCountedAndOneMoreThanTheMaximumIsRefusedByName() {
    assertThat(use(QuotaKind.DOMAINS)).isEqualTo(new QuotaUse(QuotaKind.DOMAINS, 1, 20));
    assertThat(use(QuotaKind.SIGNING_KEYS).used()).isEqualTo(2);
    assertThat(use(QuotaKind.MEMBERS).used()).isEqualTo(1);

    quotas.set(staff, QuotaKind.DOMAINS, OptionalLong.of(1));

    assertThatThrownBy(() -> require(QuotaKind.DOMAINS))
        .isInstanceOfSatisfying(
            WeirFault.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(FaultCode.QUOTA_EXCEEDED);
              assertThat(refused.subject()).isEqualTo("DOMAINS");
            });
    quotas.set(staff, QuotaKind.DOMAINS, OptionalLong.empty());
    require(QuotaKind.DOMAINS);
  }

  /** Every one of them sees room when it begins. */
  @Test
  void manyAtOnceGetNoMoreThanThereIs() throws Exception {
    quotas.set(staff, QuotaKind.API_KEYS, OptionalLong.of(MAXIMUM));
    CyclicBarrier start = new CyclicBarrier(AT_ONCE);
    int refused = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        attempts.add(
            threads.submit(() -> {
              start.await(10, TimeUnit.SECONDS);
              return addsKey();
            }));
      }
      for (Future<Boolean> attempt : attempts) {
        refused += attempt.get(30, TimeUnit.SECONDS) ? 0 : 1;
      }
    }
    assertThat(refused).isEqualTo(AT_ONCE - MAXIMUM);
    assertThat(use(QuotaKind.API_KEYS).used()).isEqualTo(MAXIMUM);
  }

  @Test
  void aTenantsOwnPeopleDoNotRaiseIt() {
    Actor owner =
        new Actor(
            tenant,
            new Who.Person(PersonId.random(), "", "", Role.OWNER),
            EnumSet.allOf(Permission.class),
            Origin.NONE);
    assertThatThrownBy(() -> quotas.set(owner, QuotaKind.DOMAINS, OptionalLong.of(1_000)))
        .isInstanceOfSatisfying(
            WeirFault.class, refused -> assertThat(refused.code()).isEqualTo(FaultCode.FORBIDDEN));
  }

  @Test
  void whatNodesHoldReachesThemInTheDomainsPolicy() {
    DomainStore domains = new DomainStore(house.database(), house.box());
    DomainPolicy before = domains.of(tenant).policies().getFirst();
    assertThat(before.quota()).isEqualTo(new TenantQuota(200, 100_000, 10_000_000_000L, 30));

    quotas.set(staff, QuotaKind.LIVE_STREAMS, OptionalLong.of(2));
    quotas.set(staff, QuotaKind.VIEWERS, OptionalLong.of(50));
    quotas.set(staff, QuotaKind.TRANSCODES, OptionalLong.of(3));
    long version = domains.all().getFirst().version();
    quotas.set(staff, QuotaKind.EGRESS_BITS_PER_S, OptionalLong.of(8_000_000));

    DomainPolicy after = domains.all().getFirst();
    assertThat(after.quota()).isEqualTo(new TenantQuota(2, 50, 8_000_000, 3));
    assertThat(after.version()).isGreaterThan(version);
    assertThat(version).isGreaterThan(before.version());
  }

  @Test
  void anotherDefaultIsANewPolicyForEverybody() {
    DomainStore domains = new DomainStore(house.database(), house.box());
    long version = domains.all().getFirst().version();
    house.sql("UPDATE quota_default SET maximum = 7 WHERE kind = 'VIEWERS'");
    DomainPolicy after = domains.all().getFirst();
    assertThat(after.quota().viewers()).isEqualTo(7);
    assertThat(after.version()).isGreaterThan(version);
  }

  @Test
  void whatNodesCountIsAddedUpOverAllOfThem() {
    tell("left", new TenantUse(3, 5_000_000));
    tell("right", new TenantUse(4, 1_000_000));
    Quotas all =
        new Quotas(
            house.database(),
            new AuditLog(house.time()),
            new NodeUse(house.live(), house.usage()),
            house.time());

    assertThat(all.list(staff))
        .contains(
            new QuotaUse(QuotaKind.LIVE_STREAMS, 0, 200),
            new QuotaUse(QuotaKind.VIEWERS, 7, 100_000),
            new QuotaUse(QuotaKind.EGRESS_BITS_PER_S, 6_000_000, 10_000_000_000L));
    house.boardIsAway(true);
    assertThat(all.list(staff))
        .contains(
            new QuotaUse(QuotaKind.VIEWERS, OptionalLong.empty(), 100_000),
            new QuotaUse(QuotaKind.DOMAINS, 1, 20));
  }

  private void tell(String gateway, TenantUse use) {
    house.usage().of(new NodeId(gateway)).exchange(Map.of(tenant, use));
  }

  private QuotaUse use(QuotaKind kind) {
    return quotas.list(staff).stream().filter(use -> use.kind() == kind).findFirst().orElseThrow();
  }

  private void require(QuotaKind kind) {
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              quotas.require(connection, staff, kind);
              return kind;
            });
  }

  private boolean addsKey() {
    String name = UUID.randomUUID().toString();
    Tuple values = Tuple.of(tenant.value(), UUID.fromString(name), name, name.substring(0, 12));
    try {
      house
          .database()
          .inTenant(
              tenant,
              connection -> {
                quotas.require(connection, staff, QuotaKind.API_KEYS);
                return connection
                    .preparedQuery(
                        """
                        INSERT INTO api_key (tenant_id, id, name, prefix, secret_hash, scopes)
                        VALUES ($1, $2, $3, $4, decode(repeat('00', 32), 'hex'), '{}')
                        """)
                    .execute(values)
                    .await();
              });
      return true;
    } catch (WeirFault refused) {
      assertThat(refused.code()).isEqualTo(FaultCode.QUOTA_EXCEEDED);
      return false;
    }
  }
}
