package dev.weir.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.runtime.policy.PolicyPublisher;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DomainStoreTest {

  private static final DomainName A = new DomainName("a.example.org");
  private static final SigningKey PUSH = new SigningKey("push-1", "pushpushpushpush");
  private static final SigningKey PLAY = new SigningKey("play-1", "playplayplayplay");

  private static PortalHouse house;
  private static DomainStore store;
  private static TenantId tenantA;
  private static TenantId tenantB;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    store = new DomainStore(house.database(), house.box());
    tenantA = house.tenant("a@example.org", "a long enough password", "first-a.example.org");
    tenantB = house.tenant("b@example.org", "a long enough password", "first-b.example.org");
    store.create(tenantA, new NewDomain(A, Set.of(new AppName("live")), PUSH, PLAY));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aPolicyIsAssembledFromAllItsParts() {
    DomainPolicy policy = policy(A);
    assertThat(policy.tenant()).isEqualTo(tenantA);
    PushPolicy push = policy.push().orElseThrow();
    assertThat(push.apps()).containsExactly(new AppName("live"));
    assertThat(push.authentication().keys().keys()).containsExactly(PUSH);
    assertThat(push.authentication().required()).isTrue();
    assertThat(push.authentication().validity()).isEqualTo(Authentication.DEFAULT_VALIDITY);
    assertThat(push.reconnectWindow()).isEqualTo(PushPolicy.DEFAULT_RECONNECT_WINDOW);
    assertThat(push.takeoverApps()).isEmpty();
    PlayPolicy play = policy.play().orElseThrow();
    assertThat(play.pushDomain()).isEqualTo(A);
    assertThat(play.apps()).containsExactly(new AppName("live"));
    assertThat(play.authentication().keys().primary()).isEqualTo(PLAY);
    assertThat(play.sessionLifetime()).isEqualTo(PlayPolicy.DEFAULT_SESSION_LIFETIME);
    assertThat(play.corsOrigins()).containsExactly("*");
    assertThat(play.maxViewers()).isEqualTo(PlayPolicy.DEFAULT_MAX_VIEWERS);
  }

  @Test
  void aChangeOfAnyPartIsANewerVersion() {
    long before = policy(A).version();
    house.sql("UPDATE app SET takeover = NOT takeover WHERE domain_id = " + idOf(A));
    assertThat(policy(A).version()).isGreaterThan(before);
  }

  @Test
  void aNameThatIsMadeAgainNeverGoesBack() {
    DomainName name = new DomainName("again.example.org");
    NewDomain domain = new NewDomain(name, Set.of(new AppName("live")), PUSH, PLAY);
    store.create(tenantA, domain);
    long first = policy(name).version();
    assertThat(store.delete(tenantA, name)).isTrue();
    store.create(tenantA, domain);
    assertThat(policy(name).version()).isGreaterThan(first);
    assertThat(store.delete(tenantA, name)).isTrue();
  }

  @Test
  void aTenantSeesItsOwnDomainsAlone() {
    assertThat(store.of(tenantB).policies())
        .extracting(DomainPolicy::domain)
        .containsExactly(new DomainName("first-b.example.org"));
    assertThat(store.of(new TenantId(UUID.randomUUID())).policies()).isEmpty();
    assertThat(store.delete(tenantB, A)).isFalse();
    assertThat(store.all()).hasSizeGreaterThanOrEqualTo(3);
  }

  /** The login is a superuser here, whom no policy would bind: the pool must take another role. */
  @Test
  void thePoolWorksInARoleThatRowSecurityBinds() {
    String who =
        house
            .database()
            .inPlatform(connection ->
                connection
                    .query(
                        "SELECT rolname || ' ' || (rolsuper OR rolbypassrls) FROM pg_roles"
                            + " WHERE rolname = current_user")
                    .execute()
                    .await()
                    .iterator()
                    .next()
                    .getString(0));
    assertThat(who).isEqualTo("weir_app false");
  }

  @Test
  void aNameBelongsToOneTenant() {
    assertThatThrownBy(
            () -> store.create(tenantB, new NewDomain(A, Set.of(new AppName("x")), PUSH, PLAY)))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("domain_proven_name");
    assertThat(policy(A).tenant()).isEqualTo(tenantA);
  }

  /** Somebody who can write to the table, but has not the cluster's secret, moves a key. */
  @Test
  void aKeyThatWasMovedToAnotherDomainDoesNotOpen() {
    TenantId tenant = house.tenant("c@example.org", "a long enough password", "c.example.org");
    house.sql(
        "UPDATE signing_key SET sealed_secret = (SELECT sealed_secret FROM signing_key"
            + " WHERE side = 'PUSH' AND domain_id = "
            + idOf(A)
            + ") WHERE side = 'PUSH' AND tenant_id = '"
            + tenant
            + "'");
    assertThatThrownBy(() -> store.of(tenant)).isInstanceOf(SealedBox.UnopenedException.class);
    house.sql("DELETE FROM tenant WHERE id = '" + tenant + "'");
  }

  @Test
  void playDomainsLeadToThePushDomainThatTheyArePairedWith() {
    assertThat(store.of(tenantA).playFor(A).orElseThrow().domain()).isEqualTo(A);
    assertThat(store.of(tenantA).push(A, new AppName("live"))).isPresent();
    assertThat(store.of(tenantA).push(A, new AppName("other"))).isEmpty();
    assertThat(store.of(tenantB).push(A, new AppName("live"))).isEmpty();
  }

  @Test
  void aPublisherThatFailsFailsNobodyElse() {
    PolicyDesk desk = new PolicyDesk(store, new BrokenPublisher());
    assertThat(desk.publishAll()).isFalse();
    assertThat(desk.publish(tenantA, A)).isFalse();
    assertThat(desk.publish(tenantA, new DomainName("gone.example.org"))).isFalse();
  }

  private static DomainPolicy policy(DomainName name) {
    return store.of(tenantA).policies().stream()
        .filter(policy -> policy.domain().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String idOf(DomainName name) {
    return "(SELECT id FROM domain WHERE name = '" + name + "')";
  }

  /** Redis, away. */
  private static final class BrokenPublisher implements PolicyPublisher {

    @Override
    public Future<Void> publish(DomainPolicy policy) {
      return Future.failedFuture("away");
    }

    @Override
    public Future<Void> remove(DomainName domain) {
      return Future.failedFuture("away");
    }

    @Override
    public Future<Void> republishAll(Collection<DomainPolicy> policies) {
      return Future.failedFuture("away");
    }
  }
}
