package dev.weir.portal.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.apikey.ApiKeys;
import dev.weir.portal.apikey.IssuedKey;
import dev.weir.portal.apikey.KeyFate;
import dev.weir.portal.apikey.LeaverKeys;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.quota.Quotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
class MembersTest {

  private static final int OWNERS = 6;

  private PortalHouse house;
  private Members members;
  private ApiKeys keys;
  private TenantId tenant;
  private Actor first;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    AuditLog audit = new AuditLog(house.time());
    LeaverKeys left = new LeaverKeys(house.database(), audit, house.time());
    members = new Members(house.database(), left, audit);
    keys =
        new ApiKeys(
            house.database(),
            new Quotas(house.database(), audit, house.time()),
            audit,
            house.time());
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    Member ann = members.list(Actor.commandLine(tenant)).getFirst();
    first = actor(ann.person(), "ann@example.org", Role.OWNER);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theLastOwnerNeitherGoesNorStepsDown() {
    PersonId ann = members.list(first).getFirst().person();
    assertRefused(() -> members.leave(first), FaultCode.LAST_OWNER);
    assertRefused(() -> members.remove(first, ann, KeyFate.END), FaultCode.LAST_OWNER);
    assertRefused(
        () -> members.changeRole(first, ann, Role.OWNER, Role.VIEWER), FaultCode.LAST_OWNER);

    Actor bob = join("bob@example.org", Role.OWNER);
    members.leave(first);

    assertThat(members.list(bob)).extracting(Member::email).containsExactly("bob@example.org");
    assertThat(house.dump("audit_entry")).contains("MEMBER_REMOVED");
  }

  /** Each of them may go as long as another one stays, and each of them looks at the same time. */
  @Test
  void ownersWhoLeaveAtOnceLeaveOneBehind() throws Exception {
    List<Actor> owners = new ArrayList<>(List.of(first));
    for (int i = 1; i < OWNERS; i++) {
      owners.add(join("owner" + i + "@example.org", Role.OWNER));
    }
    CyclicBarrier start = new CyclicBarrier(OWNERS);
    List<Future<Boolean>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Actor owner : owners) {
        attempts.add(
            threads.submit(() -> {
              start.await(10, TimeUnit.SECONDS);
              try {
                members.leave(owner);
                return true;
              } catch (WeirFault last) {
                assertThat(last.code()).isEqualTo(FaultCode.LAST_OWNER);
                return false;
              }
            }));
      }
    }
    int gone = 0;
    for (Future<Boolean> attempt : attempts) {
      gone += attempt.get(10, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(gone).isEqualTo(OWNERS - 1);
    assertThat(members.list(Actor.commandLine(tenant))).hasSize(1);
  }

  @Test
  void nobodyGivesOrTakesMoreThanTheyHave() {
    Actor administrator = join("admin@example.org", Role.ADMINISTRATOR);
    PersonId viewer = id(join("viewer@example.org", Role.VIEWER));
    PersonId ann = id(first);

    assertRefused(
        () -> members.changeRole(administrator, viewer, Role.VIEWER, Role.OWNER),
        FaultCode.FORBIDDEN);
    assertRefused(
        () -> members.changeRole(administrator, ann, Role.OWNER, Role.VIEWER), FaultCode.FORBIDDEN);
    assertRefused(() -> members.remove(administrator, ann, KeyFate.END), FaultCode.FORBIDDEN);
    assertRefused(() -> members.transfer(administrator, viewer), FaultCode.FORBIDDEN);
    members.changeRole(administrator, viewer, Role.VIEWER, Role.ADMINISTRATOR);
    assertThat(members.find(first, viewer).role()).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void aRoleThatSomebodyElseHasChangedMeanwhileIsNotOverwritten() {
    PersonId bob = id(join("bob@example.org", Role.VIEWER));
    members.changeRole(first, bob, Role.VIEWER, Role.BILLING);
    assertRefused(
        () -> members.changeRole(first, bob, Role.VIEWER, Role.DEVELOPER), FaultCode.EDIT_CONFLICT);
    assertThat(members.find(first, bob).role()).isEqualTo(Role.BILLING);
  }

  @Test
  void ownershipIsHandedOverWhole() {
    PersonId heir = id(join("heir@example.org", Role.VIEWER));
    members.transfer(first, heir);
    assertThat(members.find(first, heir).role()).isEqualTo(Role.OWNER);
    assertThat(members.find(first, id(first)).role()).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void theKeysOfWhoIsRemovedEndAndThoseOfOthersStay() {
    Actor bob = join("bob@example.org", Role.DEVELOPER);
    ApiKeys.Made bobs = make(bob, "deploy");
    ApiKeys.Made anns = make(first, "monitor");

    members.remove(first, id(bob), KeyFate.END);

    assertThat(opens(bobs)).isFalse();
    assertThat(opens(anns)).isTrue();
    assertThat(house.dump("audit_entry")).contains("API_KEY_REVOKED").contains("MEMBER_REMOVED");
  }

  @Test
  void keysThatAreKeptAreTheTenantsOwn() {
    Actor bob = join("bob@example.org", Role.DEVELOPER);
    ApiKeys.Made bobs = make(bob, "deploy");

    members.remove(first, id(bob), KeyFate.KEEP);

    assertThat(opens(bobs)).isTrue();
    assertThat(keys.list(first)).extracting(IssuedKey::createdBy).containsExactly("");
    assertThat(house.dump("audit_entry")).contains("keysKept").doesNotContain("API_KEY_REVOKED");
  }

  @Test
  void whoLeavesTakesTheirKeysAlong() {
    Actor bob = join("bob@example.org", Role.DEVELOPER);
    ApiKeys.Made bobs = make(bob, "deploy");
    members.leave(bob);
    assertThat(opens(bobs)).isFalse();
  }

  @Test
  void anotherTenantsMembersAreNotThere() {
    TenantId other = house.tenant("eve@example.org", "a long password", "e.example.org");
    PersonId eve = members.list(Actor.commandLine(other)).getFirst().person();
    assertRefused(() -> members.find(first, eve), FaultCode.NOT_FOUND);
    assertRefused(() -> members.remove(first, eve, KeyFate.END), FaultCode.NOT_FOUND);
    assertRefused(
        () -> members.changeRole(first, eve, Role.OWNER, Role.VIEWER), FaultCode.NOT_FOUND);
    assertRefused(() -> members.transfer(first, eve), FaultCode.NOT_FOUND);
  }

  private ApiKeys.Made make(Actor actor, String name) {
    return keys.create(actor, name, Set.of(Permission.STREAMS_READ), Optional.empty());
  }

  private boolean opens(ApiKeys.Made made) {
    return new ApiKeyStore(house.database(), house.time())
        .find(made.key(), Origin.NONE)
        .isPresent();
  }

  private Actor join(String email, Role role) {
    PersonId person =
        house
            .database()
            .inPlatform(
                connection -> PersonStore.create(tenant, connection, email, email, "none", role));
    return actor(person, email, role);
  }

  private Actor actor(PersonId person, String email, Role role) {
    return Actor.of(new SignedIn(person, email, email, tenant, "Tenant", role), Origin.NONE);
  }

  private PersonId id(Actor actor) {
    return members.list(Actor.commandLine(tenant)).stream()
        .filter(member -> member.email().equals(actor.name()))
        .findFirst()
        .orElseThrow()
        .person();
  }

  private static void assertRefused(Runnable attempt, FaultCode code) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            WeirFault.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
