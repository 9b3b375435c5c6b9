package dev.weir.portal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.testkit.smtp.SmtpSink;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Mail MAIL =
      new Mail("ada@example.org", "Ünïcode — subject", "A line.\n.A dot — and more: x=y\n");

  @Test
  void aMailArrivesAsItWasWritten() {
    try (SmtpSink sink = SmtpSink.open();
        PortalHouse house = PortalHouse.open()) {
      Postbox postbox = postbox(house, sink);
      postbox.post(MAIL);
      assertThat(house.dump("mail")).contains("ada@example.org").doesNotContain("A dot");

      assertThat(postbox.sendDue()).isEqualTo(1);

      assertThat(sink.next(PATIENCE).text().stripTrailing())
          .isEqualTo("A line.\n.A dot — and more: x=y");
      assertThat(house.dump("mail")).isEqualTo("null");
      assertThat(postbox.sendDue()).isZero();
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgainLater() {
    try (SmtpSink sink = SmtpSink.open();
        PortalHouse house = PortalHouse.open()) {
      Postbox postbox = postbox(house, sink);
      sink.refuseWith("451 later");
      postbox.post(MAIL);
      assertThat(postbox.sendDue()).isEqualTo(1);
      assertThat(postbox.sendDue()).as("not yet").isZero();
      sink.refuseWith("");
      house.time().advance(Duration.ofMinutes(1));

      assertThat(postbox.sendDue()).isEqualTo(1);

      assertThat(sink.next(PATIENCE).to()).isEqualTo("ada@example.org");
    }
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgain() {
    try (SmtpSink sink = SmtpSink.open();
        PortalHouse house = PortalHouse.open()) {
      Postbox postbox = postbox(house, sink);
      sink.refuseWith("550 nobody");
      postbox.post(MAIL);
      postbox.sendDue();
      sink.refuseWith("");
      house.time().advance(Duration.ofDays(1));
      assertThat(postbox.sendDue()).isZero();
      assertThat(house.dump("mail")).contains("550");
    }
  }

  @Test
  void aMailIsGivenUpAfterSomeAttempts() {
    try (PortalHouse house = PortalHouse.open()) {
      SmtpSink gone = SmtpSink.open();
      Postbox postbox = postbox(house, gone);
      gone.close();
      postbox.post(MAIL);
      int attempts = 0;
      for (int i = 0; i < 2 * Postbox.MAX_ATTEMPTS; i++) {
        attempts += postbox.sendDue();
        house.time().advance(Duration.ofHours(4));
      }
      assertThat(attempts).isEqualTo(Postbox.MAX_ATTEMPTS);
    }
  }

  @Test
  void withoutAServerThePlatformsStaffHasAMailbox() {
    try (PortalHouse house = PortalHouse.open()) {
      Quickstart demo = house.demo();
      TenantId other = house.tenant("other@example.org", "four quiet rivers", "b.example.org");
      Browser stranger = house.browser();
      stranger.get("/reset");
      stranger.post("/reset", Map.of("email", "other@example.org"));

      Browser owner = house.browser();
      owner.signIn(demo.email(), demo.password());
      assertThat(owner.get("/account").body()).contains("/mailbox");
      assertThat(owner.get("/mailbox").body())
          .contains("Choose a new password", "http://localhost:8080/reset/");
      for (Role role : Role.values()) {
        assertThat(house.signedIn(other, role).get("/mailbox").statusCode()).isEqualTo(403);
      }
      Browser viewer = house.signedIn(TenantId.parse(demo.tenant()), Role.ADMINISTRATOR);
      assertThat(viewer.get("/mailbox").statusCode()).isEqualTo(403);
      assertThat(viewer.get("/account").body()).doesNotContain("/mailbox");
    }
  }

  private static Postbox postbox(PortalHouse house, SmtpSink sink) {
    SmtpServer server =
        new SmtpServer(URI.create("smtp+plain://127.0.0.1:" + sink.port()), "weir@example.org");
    return new Postbox(
        house.vertx(), house.database(), house.box(), house.time(), Optional.of(server));
  }
}
