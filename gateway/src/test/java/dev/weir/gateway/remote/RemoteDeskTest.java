package dev.weir.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.RemoteAuthorization.Fact;
import dev.weir.gateway.house.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** When an endpoint is asked, and what its word is worth; the endpoint answers when told. */
class RemoteDeskTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final Optional<FaultCode> LET_IN = Optional.empty();
  private static final Optional<FaultCode> REFUSED = Optional.of(FaultCode.REMOTE_REFUSED);
  private static final Optional<FaultCode> UNAVAILABLE = Optional.of(FaultCode.REMOTE_UNAVAILABLE);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-23T08:00:00Z"));
  private final Shared shared = new Shared();
  private final List<Promise<Answer>> asked = new ArrayList<>();
  private final RemoteDesk left = desk();
  private final RemoteDesk right = desk();

  private RemoteDesk desk() {
    return new RemoteDesk(
        VERTX,
        shared,
        _ -> {
          Promise<Answer> answer = Promise.promise();
          asked.add(answer);
          return answer.future();
        },
        time);
  }

  /** What gateways remember together, without Redis; a remembered answer ends by the clock. */
  private final class Shared implements Answers {

    private final Map<String, Answer> kept = new HashMap<>();
    private final Map<String, Instant> until = new HashMap<>();

    @Override
    public Future<Optional<Answer>> recall(String key) {
      boolean valid = until.getOrDefault(key, Instant.MIN).isAfter(time.now());
      return Future.succeededFuture(valid ? Optional.ofNullable(kept.get(key)) : Optional.empty());
    }

    @Override
    public void keep(String key, Answer answer, Duration lifetime) {
      kept.put(key, answer);
      until.put(key, time.now().plus(lifetime));
    }
  }

  @AfterAll
  static void close() {
    Soon.of(VERTX.close());
  }

  @Test
  void whoAsksTheSameMeanwhileWaitsForTheSameAnswer() {
    List<Future<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(left.admit(about("alice", false)));
    }
    Future<Void> other = left.admit(about("bob", false));
    assertThat(asked).hasSize(2);

    asked.getFirst().complete(Answer.ADMITTED);
    asked.getLast().complete(Answer.REFUSED);
    waiting.forEach(one -> assertThat(Soon.refusal(one)).isEqualTo(LET_IN));
    assertThat(Soon.refusal(other)).isEqualTo(REFUSED);
  }

  @Test
  void anAnswerIsRememberedByAllGatewaysForItsOwnTime() {
    answer(left, "alice", Answer.ADMITTED);
    answer(left, "bob", Answer.REFUSED);

    assertThat(Soon.refusal(right.admit(about("alice", false)))).isEqualTo(LET_IN);
    assertThat(Soon.refusal(right.admit(about("bob", false)))).isEqualTo(REFUSED);
    assertThat(asked).hasSize(2);

    time.advance(Duration.ofSeconds(10));
    right.admit(about("bob", false));
    assertThat(asked).hasSize(3);
    assertThat(Soon.refusal(left.admit(about("alice", false)))).isEqualTo(LET_IN);
    time.advance(Duration.ofSeconds(60));
    left.admit(about("alice", false));
    assertThat(asked).hasSize(4);
  }

  @Test
  void anotherTenantOrEndpointIsAnotherQuestion() {
    RemoteQuestion question = about("alice", false);
    RemoteQuestion elsewhere =
        new RemoteQuestion(
            new TenantId(new UUID(0, 2)),
            question.rules(),
            question.key(),
            question.body(),
            question.requestId());
    left.admit(question);
    left.admit(elsewhere);
    left.admit(
        new RemoteQuestion(
            TENANT, rules("https://b.example/", false), question.key(), question.body(), ""));
    assertThat(asked).hasSize(3);
  }

  @Test
  void silenceMeansWhatTheRulesSayAndIsNotRemembered() {
    Future<Void> strict = left.admit(about("alice", false));
    asked.getLast().fail(new UnansweredException("status 500"));
    assertThat(Soon.refusal(strict)).isEqualTo(UNAVAILABLE);

    Future<Void> kind = left.admit(about("alice", true));
    asked.getLast().fail(new UnansweredException("timeout"));
    assertThat(Soon.refusal(kind)).isEqualTo(LET_IN);
    assertThat(asked).hasSize(2);
  }

  @Test
  void anEndpointThatDoesNotAnswerIsLeftAloneAndAskedAgainLater() {
    for (int i = 0; i < Breaker.SILENCES; i++) {
      left.admit(about("viewer" + i, false));
      asked.getLast().fail(new UnansweredException("timeout"));
    }
    assertThat(Soon.refusal(left.admit(about("alice", false)))).isEqualTo(UNAVAILABLE);
    assertThat(asked).hasSize(Breaker.SILENCES);

    time.advance(Breaker.REST);
    Future<Void> attempt = left.admit(about("alice", false));
    assertThat(Soon.refusal(left.admit(about("bob", false)))).isEqualTo(UNAVAILABLE);
    assertThat(asked).hasSize(Breaker.SILENCES + 1);
    asked.getLast().complete(Answer.ADMITTED);
    assertThat(Soon.refusal(attempt)).isEqualTo(LET_IN);
    left.admit(about("bob", false));
    assertThat(asked).hasSize(Breaker.SILENCES + 2);
  }

  @Test
  void atMostSoManyQuestionsOfATenantAreOut() {
    for (int i = 0; i < Crowd.MAX_PER_TENANT; i++) {
      left.admit(about("viewer" + i, false));
    }
    assertThat(Soon.refusal(left.admit(about("alice", false)))).isEqualTo(UNAVAILABLE);
    asked.getFirst().complete(Answer.ADMITTED);
    left.admit(about("bob", false));
    assertThat(asked).hasSize(Crowd.MAX_PER_TENANT + 1);
  }

  @Test
  void onlyFactsThatTheDecisionDependsOnAreAskedAbout() {
    assertThat(about("", false).body())
        .isEqualTo(
            "{\"domain\":\"play.example.com\",\"app\":\"live\",\"stream\":\"demo01\","
                + "\"address\":\"192.0.2.7\",\"userAgent\":\"VLC\"}");
  }

  /** The example of the document. */
  @Test
  void aQuestionIsSignedAsDocumented() {
    RemoteQuestion question =
        new RemoteQuestion(
            TENANT,
            rules("https://a.example/", false),
            new SigningKey("k1", "0123456789abcdef"),
            "{\"domain\":\"play.example.com\",\"app\":\"live\",\"stream\":\"demo01\"}",
            "r");
    assertThat(question.signature(1_700_000_000))
        .isEqualTo("19d5da68eeae0b93c3c6436e339092fa6d0b11266f7cf80548433f8dd937f4b0");
  }

  private void answer(RemoteDesk desk, String user, Answer answer) {
    Future<Void> question = desk.admit(about(user, false));
    asked.getLast().complete(answer);
    assertThat(Soon.refusal(question).isEmpty()).isEqualTo(answer == Answer.ADMITTED);
  }

  private static RemoteQuestion about(String user, boolean admitUnanswered) {
    return RemoteQuestion.about(
        TENANT,
        rules("https://a.example/authorize", admitUnanswered),
        new SigningKey("k1", "0123456789abcdef"),
        new RemoteQuestion.Viewer(
            "play.example.com",
            "live",
            "demo01",
            user,
            "192.0.2.7",
            "a=1",
            "https://page.example/",
            "VLC"),
        "r-1");
  }

  private static RemoteAuthorization rules(String endpoint, boolean admitUnanswered) {
    return new RemoteAuthorization(
        URI.create(endpoint),
        Duration.ofSeconds(1),
        admitUnanswered,
        Set.of(Fact.ADDRESS, Fact.USER_AGENT),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }
}
