package dev.weir.portal.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApprovalsTest {

  private static final JsonObject PAYLOAD = new JsonObject().put("domain", "a.example.org");

  private final List<String> done = new ArrayList<>();
  private final AtomicInteger committed = new AtomicInteger();

  private PortalHouse house;
  private Approvals approvals;
  private ApprovalDesk desk;
  private TenantId tenant;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
    AuditLog audit = new AuditLog(house.time());
    approvals = new Approvals(audit, house.time());
    desk =
        new ApprovalDesk(
            house.database(),
            audit,
            house.time(),
            Map.of(ApprovalKind.DOMAIN_DELETION, new Deletion()));
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whereTheTenantWantsNothingElseOneDecidesAlone() {
    assertThat(need(person(Role.OWNER), "a.example.org"))
        .isInstanceOf(Approvals.Answer.GoAhead.class);
    assertThat(desk.list(person(Role.VIEWER))).isEmpty();
  }

  @Test
  void whatWaitsIsDoneOnceSomebodyElseAgrees() {
    rule();
    Actor ann = person(Role.OWNER);
    UUID request = asked(ann, "a.example.org");
    assertThat(asked(ann, "a.example.org")).as("asked twice").isEqualTo(request);
    assertThat(done).isEmpty();

    assertRefused(() -> desk.approve(ann, request), FaultCode.APPROVAL_BY_ANOTHER);
    assertRefused(() -> desk.approve(person(Role.VIEWER), request), FaultCode.FORBIDDEN);
    desk.approve(person(Role.ADMINISTRATOR), request);

    assertThat(done).containsExactly("a.example.org");
    assertThat(committed).hasValue(1);
    assertThat(desk.list(ann).getFirst().state()).isEqualTo(Approval.State.APPROVED);
    assertRefused(() -> desk.approve(person(Role.ADMINISTRATOR), request), FaultCode.APPROVAL_OVER);
    assertThat(house.dump("audit_entry")).contains("APPROVAL_ASKED", "APPROVAL_GIVEN");
  }

  @Test
  void twoWhoAgreeAtOnceDoItOnce() throws Exception {
    rule();
    UUID request = asked(person(Role.OWNER), "a.example.org");
    List<Future<Boolean>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        Actor other = person(Role.ADMINISTRATOR);
        attempts.add(
            threads.submit(() -> {
              try {
                desk.approve(other, request);
                return true;
              } catch (WeirFault late) {
                return false;
              }
            }));
      }
    }
    int agreed = 0;
    for (Future<Boolean> attempt : attempts) {
      agreed += attempt.get(10, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(agreed).isEqualTo(1);
    assertThat(done).hasSize(1);
  }

  @Test
  void whoAskedWithdrawsAndSomebodyElseRefuses() {
    rule();
    Actor ann = person(Role.OWNER);
    desk.refuse(ann, asked(ann, "a.example.org"));
    assertThat(desk.list(ann).getFirst().state()).isEqualTo(Approval.State.WITHDRAWN);

    UUID again = asked(ann, "b.example.org");
    desk.refuse(person(Role.ADMINISTRATOR), again);
    assertThat(state(ann, again)).isEqualTo(Approval.State.REJECTED);
    assertThat(done).isEmpty();
  }

  @Test
  void aRequestThatIsTooOldIsOver() {
    rule();
    Actor ann = person(Role.OWNER);
    UUID request = asked(ann, "a.example.org");
    house.time().advance(Approvals.PATIENCE);
    assertRefused(() -> desk.approve(person(Role.ADMINISTRATOR), request), FaultCode.APPROVAL_OVER);
    assertThat(state(ann, request)).isEqualTo(Approval.State.EXPIRED);
    assertThat(asked(ann, "a.example.org")).isNotEqualTo(request);
  }

  @Test
  void whatHasBecomeImpossibleStaysOpen() {
    rule();
    UUID request = asked(person(Role.OWNER), "impossible");
    Actor other = person(Role.ADMINISTRATOR);
    assertRefused(() -> desk.approve(other, request), FaultCode.NOT_FOUND);
    assertThat(state(other, request)).isEqualTo(Approval.State.PENDING);
    assertThat(committed).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherTenantsRequestIsNotThere(boolean agrees) {
    rule();
    UUID request = asked(person(Role.OWNER), "a.example.org");
    TenantId stranger = house.tenant("bob@example.org", "a long password", "b.example.org");
    Actor bob = person(stranger, Role.OWNER);
    assertRefused(
        () -> {
          if (agrees) {
            desk.approve(bob, request);
          } else {
            desk.refuse(bob, request);
          }
        },
        FaultCode.NOT_FOUND);
    assertThat(desk.list(bob)).isEmpty();
  }

  private void rule() {
    house.sql(
        "INSERT INTO tenant_setting VALUES ('%s', '{DOMAIN_DELETION}', 1, now(), '')"
            .formatted(tenant));
  }

  private Approvals.Answer need(Actor actor, String domain) {
    return house
        .database()
        .inTenant(
            tenant,
            connection ->
                approvals.need(connection, actor, ApprovalKind.DOMAIN_DELETION, domain, PAYLOAD));
  }

  private UUID asked(Actor actor, String domain) {
    return switch (need(actor, domain)) {
      case Approvals.Answer.Waits(UUID request) -> request;
      case Approvals.Answer.GoAhead _ -> throw new AssertionError("nobody else was asked");
    };
  }

  private Approval.State state(Actor actor, UUID request) {
    return desk.list(actor).stream()
        .filter(one -> one.id().equals(request))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private Actor person(Role role) {
    return person(tenant, role);
  }

  private static Actor person(TenantId of, Role role) {
    PersonId id = PersonId.random();
    return Actor.of(
        new SignedIn(id, id + "@example.org", "Person", of, "Tenant", role), Origin.NONE);
  }

  private static void assertRefused(Runnable attempt, FaultCode code) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            WeirFault.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private final class Deletion implements ApprovedAction {

    @Override
    public void perform(SqlConnection connection, Actor actor, Approval approval) {
      if (approval.object().equals("impossible")) {
        throw new WeirFault(FaultCode.NOT_FOUND, "impossible");
      }
      assertThat(approval.payload()).isEqualTo(PAYLOAD);
      done.add(approval.object());
    }

    @Override
    public void committed(Actor actor, Approval approval) {
      committed.incrementAndGet();
    }
  }
}
