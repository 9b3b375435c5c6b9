package dev.weir.gateway.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets in whom the tenant's endpoint lets in. An answer is looked for in this process, then in
 * Redis, then at the endpoint; whoever asks the same while a question is out waits for the same
 * answer. Silence is remembered by nobody: the rules say what it means.
 */
public final class RemoteDesk {

  /** How long this process remembers an answer beside Redis, which it may outlive by so much. */
  static final Duration REMEMBERED_HERE = Duration.ofSeconds(5);

  /** Most answers that this process remembers. */
  static final int MAX_REMEMBERED = 50_000;

  /** Most endpoints whose silences are remembered. */
  static final int MAX_BREAKERS = 10_000;

  private final VertxInternal vertx;
  private final Answers answers;
  private final Endpoints endpoints;
  private final TimeSource time;
  private final OperatorLog log;

  private final Crowd crowd = new Crowd();
  private final Map<String, Future<Answer>> flights = new ConcurrentHashMap<>();
  private final Cache<String, Remembered> remembered;
  private final Cache<Asked, Breaker> breakers =
      Caffeine.newBuilder().maximumSize(MAX_BREAKERS).executor(Runnable::run).build();

  RemoteDesk(Vertx vertx, Answers answers, Endpoints endpoints, TimeSource time) {
    this.vertx = (VertxInternal) vertx;
    this.answers = answers;
    this.endpoints = endpoints;
    this.time = time;
    this.log = new OperatorLog(RemoteDesk.class, time);
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfter(Expiry.<String, Remembered>writing((_, known) -> known.lifetime()))
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Asks over HTTP, and remembers in Redis. */
  public static RemoteDesk open(Vertx vertx, RedisBus bus, RemoteConfig config, TimeSource time) {
    return new RemoteDesk(vertx, new RedisAnswers(bus), new Courier(vertx, config, time), time);
  }

  private record Remembered(Answer answer, Duration lifetime) {}

  private record Asked(TenantId tenant, URI endpoint) {}

  /**
   * Completes when the viewer is let in; fails with {@code WeirFault REMOTE_REFUSED} or {@code
   * REMOTE_UNAVAILABLE}.
   */
  public Future<Void> admit(RemoteQuestion question) {
    String key = question.memoryKey();
    Remembered known = remembered.getIfPresent(key);
    if (known != null) {
      return settle(question, known.answer());
    }
    Promise<Answer> here = vertx.getOrCreateContext().promise();
    flight(question, key).onComplete(here);
    return here.future()
        .compose(answer -> settle(question, answer), silence -> settle(question, silence));
  }

  /** One for all who ask the same at the same time. */
  private Future<Answer> flight(RemoteQuestion question, String key) {
    Promise<Answer> landing = Promise.promise();
    Future<Answer> flying = flights.putIfAbsent(key, landing.future());
    if (flying != null) {
      return flying;
    }
    answers
        .recall(key)
        .compose(known -> known.map(Future::succeededFuture).orElseGet(() -> ask(question, key)))
        .onComplete(outcome -> {
          if (outcome.succeeded()) {
            rememberHere(question, key, outcome.result());
          }
          flights.remove(key);
          landing.handle(outcome);
        });
    return landing.future();
  }

  private Future<Answer> ask(RemoteQuestion question, String key) {
    Asked asked = new Asked(question.tenant(), question.rules().endpoint());
    Breaker breaker = breakers.get(asked, _ -> new Breaker());
    if (!crowd.enter(question.tenant())) {
      return Future.failedFuture(new UnansweredException("too many questions are out"));
    }
    if (!breaker.asks(time.millis())) {
      crowd.leave(question.tenant());
      return Future.failedFuture(new UnansweredException("left alone after silence"));
    }
    return endpoints
        .ask(question)
        .onComplete(outcome -> {
          crowd.leave(question.tenant());
          if (outcome.succeeded()) {
            breaker.answered();
          } else {
            breaker.silent(time.millis());
          }
        })
        .onSuccess(answer -> {
          Duration lifetime = lifetime(question.rules(), answer);
          if (lifetime.isPositive()) {
            answers.keep(key, answer, lifetime);
          }
        });
  }

  private void rememberHere(RemoteQuestion question, String key, Answer answer) {
    Duration lifetime = least(lifetime(question.rules(), answer), REMEMBERED_HERE);
    if (lifetime.isPositive()) {
      remembered.put(key, new Remembered(answer, lifetime));
    }
  }

  private static Duration lifetime(RemoteAuthorization rules, Answer answer) {
    return switch (answer) {
      case ADMITTED ->
          least(rules.remembersAdmission(), RemoteAuthorization.MAX_REMEMBERS_ADMISSION);
      case REFUSED -> least(rules.remembersRefusal(), RemoteAuthorization.MAX_REMEMBERS_REFUSAL);
    };
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Future<Void> settle(RemoteQuestion question, Answer answer) {
    return switch (answer) {
      case ADMITTED -> Future.succeededFuture();
      case REFUSED ->
          Future.failedFuture(new WeirFault(FaultCode.REMOTE_REFUSED, question.toString()));
    };
  }

  private Future<Void> settle(RemoteQuestion question, Throwable silence) {
    String cause = String.valueOf(silence.getMessage());
    log.tell(
        RemoteEvent.UNANSWERED, question.toString(), "tenant", question.tenant(), "cause", cause);
    return question.rules().admitUnanswered()
        ? Future.succeededFuture()
        : Future.failedFuture(new WeirFault(FaultCode.REMOTE_UNAVAILABLE, "cause=" + cause));
  }
}
