package dev.weir.portal.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.callback.event.StoredEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte for byte, against published examples. */
class CallbackFormTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 7));

  private static Endpoint endpoint(Dialect dialect, String address, String secret) {
    return new Endpoint(
        TENANT,
        UUID.randomUUID(),
        URI.create(address),
        dialect,
        new CallbackSecret(secret),
        Optional.empty());
  }

  private static CallbackRequest apsara(StoredEvent event, Instant now) {
    return CallbackForm.of(
            endpoint(Dialect.APSARAVIDEO, "https://learn.aliyundoc.com/hook", "yourkey"),
            event,
            now)
        .orElseThrow();
  }

  /** The example of the specification's libraries. */
  @Test
  void signsAsStandardWebhooksSay() {
    CallbackSecret secret = new CallbackSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsApsaraVideosRecordingsByTheHostOfTheirAddress() {
    StoredEvent begun =
        Forms.event(TENANT, "recording.started", new JsonObject().put("startedAt", "x"));
    CallbackRequest request = apsara(begun, Instant.ofEpochSecond(1_519_375_990));
    assertThat(request.headers())
        .containsEntry("ALI-LIVE-TIMESTAMP", "1519375990")
        .containsEntry("ALI-LIVE-SIGNATURE", "9e226fc2c250be266e3657e156f68c12");
    assertThat(request.body())
        .isEqualTo(
            "{\"domain\":\"push.example.org\",\"app\":\"live\",\"stream\":\"cup\","
                + "\"event\":\"record_started\"}");
    assertThat(request.masked()).doesNotContain("9e226fc2c250be266e3657e156f68c12");
  }

  @Test
  void tellsApsaraVideosReceiversOfFiles() {
    JsonObject data =
        new JsonObject()
            .put("startedAt", "2017-03-08T15:09:46Z")
            .put("durationMs", 54_403)
            .put("object", "record/live/cup/0.flv");
    CallbackRequest request =
        apsara(Forms.event(TENANT, "recording.finished", data), PortalHouse.START);
    assertThat(request.method()).isEqualTo(HttpMethod.POST);
    assertThat(new JsonObject(request.body()))
        .isEqualTo(
            new JsonObject()
                .put("domain", "push.example.org")
                .put("app", "live")
                .put("stream", "cup")
                .put("uri", "record/live/cup/0.flv")
                .put("duration", 54.403)
                .put("start_time", 1_488_985_786)
                .put("stop_time", 1_488_985_840));
  }

  @Test
  void whatIsNotKnownOfADialectIsNotToldInIt() {
    Endpoint endpoint = endpoint(Dialect.APSARAVIDEO, "https://example.org/hook", "a".repeat(16));
    List<String> told =
        CallbackKind.subscribable().stream()
            .map(CallbackKind::text)
            .filter(kind ->
                CallbackForm.of(
                        endpoint,
                        Forms.event(
                            TENANT,
                            kind,
                            new JsonObject().put("startedAt", "2017-03-08T15:09:46Z")),
                        PortalHouse.START)
                    .isPresent())
            .toList();
    assertThat(told)
        .containsExactly(
            "stream.published", "stream.ended", "recording.started", "recording.finished");
  }

  @Test
  void attemptsGrowRarerUntilTheDeadline() {
    Instant deadline = PortalHouse.START.plus(Duration.ofHours(24));
    Instant now = PortalHouse.START;
    int attempts = 1;
    Duration before = Duration.ZERO;
    while (Retries.next(now, attempts, deadline, 0.5).isPresent()) {
      Instant next = Retries.next(now, attempts, deadline, 0.5).orElseThrow();
      Duration wait = Duration.between(now, next);
      if (next.isBefore(deadline)) {
        assertThat(wait).isGreaterThanOrEqualTo(before);
      }
      before = wait;
      now = next;
      attempts++;
    }
    assertThat(now).isEqualTo(deadline);
    assertThat(attempts).isBetween(10, 20);
    assertThat(Retries.next(now.minusSeconds(60), 1, deadline, 0).orElseThrow())
        .isEqualTo(now.minusSeconds(56));
    assertThat(Objects.requireNonNull(Retries.rest(4, 1))).isZero();
  }
}
