package dev.weir.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditVerdict.Chain;
import dev.weir.portal.audit.AuditVerdict.Flaw;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Chains of entries in a real database, and what becomes of them in the hands of somebody who owns
 * the table and switches its trigger off.
 */
@Timeout(60)
class AuditChainTest {

  private static final int WRITERS = 8;
  private static final int EACH = 25;

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void writersAtTheSameTimeMakeOneChainWithoutGaps() throws Exception {
    Actor actor = owner();
    Callable<Integer> writing = () -> write(actor, EACH);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> written :
          writers.invokeAll(Collections.nCopies(WRITERS, writing), 30, TimeUnit.SECONDS)) {
        assertThat(written.get()).isEqualTo(EACH);
      }
    }
    assertThat(verify(actor.tenant()))
        .isInstanceOfSatisfying(
            AuditVerdict.Whole.class,
            whole -> assertThat(whole.entries()).isEqualTo(WRITERS * EACH));
  }

  @Test
  void anEntryIsKeptWithItsChangeOrNotAtAll() {
    Actor actor = owner();
    write(actor, 1);
    assertThatThrownBy(() ->
            house
                .database()
                .inTenant(
                    actor.tenant(),
                    connection -> {
                      record(connection, actor, 2);
                      throw new IllegalStateException("the change failed");
                    }))
        .isInstanceOf(IllegalStateException.class);
    write(actor, 1);
    assertThat(verify(actor.tenant()))
        .isInstanceOfSatisfying(
            AuditVerdict.Whole.class, whole -> assertThat(whole.entries()).isEqualTo(2));
  }

  @Test
  void whatThePlatformDoesByItselfStandsInTheSameChain() {
    TenantId tenant = owner().tenant();
    write(Actor.commandLine(tenant), 1);
    write(Actor.platform(tenant), 1);
    assertThat(verify(tenant))
        .isInstanceOfSatisfying(
            AuditVerdict.Whole.class, whole -> assertThat(whole.entries()).isEqualTo(2));
  }

  @Test
  void aChangedEntryIsFound() {
    for (String change :
        List.of(
            "actor_name = 'somebody else'",
            "address = '192.0.2.9'",
            "at = at + interval '1 microsecond'",
            "action = 'SIGNED_IN'",
            "after = after || '{\"limit\": 3}'",
            "hash = sha256('x')")) {
      assertThat(afterTampering("UPDATE audit_entry SET " + change + " WHERE seq = 3 AND"))
          .as(change)
          .isEqualTo("3 CHANGED");
    }
    assertThat(afterTampering("UPDATE audit_entry SET previous_hash = hash WHERE seq = 3 AND"))
        .isEqualTo("3 UNLINKED");
  }

  @Test
  void aRemovedEntryIsFound() {
    assertThat(afterTampering("DELETE FROM audit_entry WHERE seq = 1 AND")).isEqualTo("1 MISSING");
    assertThat(afterTampering("DELETE FROM audit_entry WHERE seq = 3 AND")).isEqualTo("3 MISSING");
    assertThat(afterTampering("DELETE FROM audit_entry WHERE seq = 5 AND")).isEqualTo("5 MISSING");
    assertThat(afterTampering("DELETE FROM audit_entry WHERE")).isEqualTo("1 MISSING");
  }

  @Test
  void anInsertedEntryIsFound() {
    String copy =
        """
        INSERT INTO audit_entry
        SELECT tenant_id, seq + 1, at, actor_kind, actor_id, actor_name, address, user_agent,
          request_id, action, object_kind, object_name, before, after, hash, sha256('x')
        FROM audit_entry WHERE seq = 5 AND\
        """;
    assertThat(afterTampering(copy)).isEqualTo("6 NOT_THE_HEAD");
    assertThat(
            afterTampering(
                "UPDATE audit_entry SET seq = seq + 10 WHERE seq >= 3 AND",
                "UPDATE audit_entry SET seq = seq - 9 WHERE seq >= 13 AND",
                copy.replace("seq + 1", "3").replace("seq = 5", "seq = 2")))
        .isEqualTo("3 CHANGED");
  }

  @Test
  void reorderedEntriesAreFound() {
    assertThat(
            afterTampering(
                "UPDATE audit_entry SET seq = 99 WHERE seq = 3 AND",
                "UPDATE audit_entry SET seq = 3 WHERE seq = 4 AND",
                "UPDATE audit_entry SET seq = 4 WHERE seq = 99 AND"))
        .isEqualTo("3 UNLINKED");
  }

  @Test
  void anotherEndOfTheChainIsFound() {
    assertThat(afterTampering("UPDATE audit_chain SET hash = sha256('x') WHERE"))
        .isEqualTo("5 NOT_THE_HEAD");
    assertThat(afterTampering("DELETE FROM audit_chain WHERE")).isEqualTo("1 NOT_THE_HEAD");
  }

  @Test
  void theApplicationAddsAndReadsAndDoesNothingElse() {
    Actor actor = owner();
    write(actor, 1);
    for (String change :
        List.of(
            "UPDATE audit_entry SET action = 'x'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "DELETE FROM audit_chain")) {
      assertThatThrownBy(() ->
              house
                  .database()
                  .inTenant(
                      actor.tenant(), connection -> connection.query(change).execute().await()))
          .as(change)
          .hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> house.sql("DELETE FROM audit_entry"))
        .hasStackTraceContaining("audit entries are never changed");
  }

  @Test
  void secretsAreMaskedOnTheirWayIn() {
    assertThat(Masked.of("abcdefghijklmnop")).hasToString("abcd…");
    assertThat(Masked.of("short")).hasToString("…");
    assertThat(
            AuditFacts.none()
                .with("secret", Masked.of("abcdefghijklmnop"))
                .with("name", "x".repeat(AuditFacts.MAX_TEXT + 1))
                .json()
                .encode())
        .isEqualTo("{\"secret\":\"abcd…\",\"name\":\"" + "x".repeat(AuditFacts.MAX_TEXT) + "\"}");
  }

  /** Five entries, then these statements, each for the chain alone; says what the walk found. */
  private static String afterTampering(String... statements) {
    Actor actor = owner();
    write(actor, 5);
    house.sql("ALTER TABLE audit_entry DISABLE TRIGGER append_only");
    for (String statement : statements) {
      house.sql(statement + " tenant_id = '" + actor.tenant() + "'");
    }
    house.sql("ALTER TABLE audit_entry ENABLE TRIGGER append_only");
    return switch (verify(actor.tenant())) {
      case AuditVerdict.Whole whole -> "whole";
      case AuditVerdict.Broken(Chain chain, long seq, Flaw flaw) -> seq + " " + flaw;
    };
  }

  private static AuditVerdict verify(TenantId tenant) {
    return new AuditVerifier(house.database()).verify(new Chain(tenant, ""));
  }

  private static int write(Actor actor, int entries) {
    for (int i = 0; i < entries; i++) {
      int number = i;
      house
          .database()
          .inTenant(
              actor.tenant(),
              connection -> {
                record(connection, actor, number);
                return number;
              });
    }
    return entries;
  }

  private static void record(SqlConnection connection, Actor actor, int number) {
    new AuditLog(house.time())
        .record(
            connection,
            actor,
            AuditEntry.of(AuditAction.QUOTA_CHANGED, "live streams")
                .before(AuditFacts.none().with("limit", number).with("soft", true))
                .after(
                    AuditFacts.none()
                        .with("limit", 4_000_000_000L)
                        .with("names", List.of("ä\"b", ""))));
  }

  private static Actor owner() {
    return Actor.of(
        new SignedIn(
            PersonId.random(),
            "owner@example.org",
            "Owner",
            new TenantId(UUID.randomUUID()),
            "Tenant",
            Role.OWNER),
        new Origin("192.0.2.1", "Browser", "0123456789abcdef"));
  }
}
