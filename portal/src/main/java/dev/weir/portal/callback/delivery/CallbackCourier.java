package dev.weir.portal.callback.delivery;

import dev.weir.portal.callback.event.StoredEvent;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.ChosenAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries one event to one endpoint, once. Where it may go, {@link ChosenAddress} says; redirects
 * are no answer; and of an answer nothing but the status is believed. Any thread.
 */
public final class CallbackCourier {

  /** Longest wait for a connection. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  /** Exchanges at a time that one portal has with one address: as many as it has with all. */
  static final int MAX_CONNECTIONS = CallbackVerticle.MAX_IN_FLIGHT;

  private static final int MAX_DETAIL = 300;

  private final Vertx vertx;
  private final HttpClient client;
  private final CallbackConfig config;
  private final TimeSource time;
  private final Duration patience;

  /** Goes where {@code config} allows it. */
  public CallbackCourier(Vertx vertx, CallbackConfig config, TimeSource time) {
    this(vertx, config, time, Dialect.STANDARD.timeout());
  }

  /** With less patience than dialects have, for tests. */
  CallbackCourier(Vertx vertx, CallbackConfig config, TimeSource time, Duration patience) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDecompressionSupported(false)
                .setConnectTimeout((int) CONNECT.toMillis()),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    this.config = config;
    this.time = time;
    this.patience = patience;
  }

  /** Whether an address can be an endpoint's, as far as can be seen without asking anybody. */
  public boolean accepts(Endpoint endpoint) {
    return new ChosenAddress(endpoint.address(), config.allowPrivate()).fits();
  }

  /**
   * Tries it, for as long as the dialect waits. Does not fail: what went wrong is in the attempt.
   * Empty where the dialect has no form for the event.
   */
  public Future<Optional<Attempt>> carry(Endpoint endpoint, StoredEvent event) {
    Instant at = time.now();
    Optional<CallbackRequest> form = CallbackForm.of(endpoint, event, at);
    if (form.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    CallbackRequest request = form.get();
    long began = time.nanos();
    AnswerReader answer = new AnswerReader();
    AtomicReference<@Nullable HttpClientRequest> open = new AtomicReference<>();
    return new ChosenAddress(request.target(), config.allowPrivate())
        .look(vertx)
        .compose(to -> client.request(asked(to, request)))
        .compose(connected -> {
          open.set(connected);
          // Listened to in the turn of the loop that sends it: no part of the answer is missed.
          return send(connected, request).compose(answer::read);
        })
        .timeout(limit(endpoint.dialect()).toMillis(), TimeUnit.MILLISECONDS)
        .transform(outcome -> {
          if (outcome.failed()) {
            abandon(open.get());
          }
          int tookMs = (int) Duration.ofNanos(time.nanos() - began).toMillis();
          @Nullable Throwable failure = outcome.cause();
          return Future.succeededFuture(
              Optional.of(attempt(new Sent(endpoint, request, at, tookMs), answer, failure)));
        });
  }

  /** Closes its connections. */
  public Future<Void> close() {
    return client.close();
  }

  private Duration limit(Dialect dialect) {
    return patience.compareTo(dialect.timeout()) < 0 ? patience : dialect.timeout();
  }

  private record Sent(Endpoint endpoint, CallbackRequest request, Instant at, int tookMs) {}

  private static Attempt attempt(Sent sent, AnswerReader answer, @Nullable Throwable failure) {
    int status = answer.status();
    AttemptTrouble trouble =
        status > 0
            ? sent.endpoint().dialect().takenWith(status)
                ? AttemptTrouble.NONE
                : AttemptTrouble.of(status)
            : AttemptTrouble.of(failure == null ? new IllegalStateException() : failure);
    String said = status > 0 ? answer.text() : detail(failure);
    return new Attempt(
        sent.at(),
        sent.tookMs(),
        trouble,
        status,
        sent.request().masked(),
        sent.request().withoutSignatures(said));
  }

  private static String detail(@Nullable Throwable failure) {
    String message = failure == null ? "" : String.valueOf(failure.getMessage());
    return message.substring(0, Math.min(MAX_DETAIL, message.length())).replace('\0', ' ');
  }

  private static void abandon(@Nullable HttpClientRequest open) {
    if (open != null) {
      open.connection().close();
    }
  }

  private static RequestOptions asked(RequestOptions to, CallbackRequest request) {
    return to.setMethod(request.method()).setConnectTimeout(CONNECT.toMillis());
  }

  private static Future<HttpClientResponse> send(HttpClientRequest open, CallbackRequest request) {
    request.headers().forEach(open::putHeader);
    return request.body().isEmpty() ? open.send() : open.send(Buffer.buffer(request.content()));
  }
}
