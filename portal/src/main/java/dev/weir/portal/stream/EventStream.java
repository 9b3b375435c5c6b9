package dev.weir.portal.stream;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveBoard;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One open page that follows what is live, over server-sent events (WHATWG HTML, section 9.2). The
 * request's virtual thread stays with it to the end: it waits for news, tells them, and rests for
 * {@link #PACE}. A browser that does not keep up is skipped, since only the newest state matters.
 * News may be announced from any thread.
 */
final class EventStream {

  /** Shortest time from one event to the next. */
  static final Duration PACE = Duration.ofMillis(500);

  /**
   * How often the line is kept warm, and session and role are looked at: with {@link #PACE} on top,
   * whoever lost one of them is shown nothing more after less than two seconds.
   */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final HttpServerResponse response;
  private final TimeSource time;
  private final boolean restless;
  private final Semaphore news = new Semaphore(1);

  private volatile boolean over;
  private String lastHtml = "";

  /**
   * Prepares a stream; {@link #follow} begins and ends it.
   *
   * @param restless whether what it shows may change without news
   */
  EventStream(HttpServerResponse response, TimeSource time, boolean restless) {
    this.response = response;
    this.time = time;
    this.restless = restless;
  }

  /**
   * Sends events until the browser leaves, or whoever looks may not any more.
   *
   * @param html renders what the page shows now
   * @param stillAllowed whether whoever looks may go on
   */
  void follow(
      Function<Runnable, LiveBoard.Subscription> subscribe,
      Supplier<String> html,
      BooleanSupplier stillAllowed) {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(closed -> leave())
        .exceptionHandler(broken -> leave());
    over = response.closed();
    response.write("retry: 3000\n\n");
    try (LiveBoard.Subscription _ = subscribe.apply(news::release)) {
      tell(html, stillAllowed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      if (!response.closed() && !response.ended()) {
        response.end();
      }
    }
  }

  private void tell(Supplier<String> html, BooleanSupplier stillAllowed)
      throws InterruptedException {
    long lookedNanos = time.nanos();
    while (!over) {
      long leftNanos = HEARTBEAT.toNanos() - (time.nanos() - lookedNanos);
      boolean changed = news.tryAcquire(leftNanos, TimeUnit.NANOSECONDS);
      if (!over && (!changed || leftNanos <= 0)) {
        lookedNanos = time.nanos();
        look(stillAllowed);
      }
      if ((changed || restless) && !over && !response.writeQueueFull()) {
        news.drainPermits();
        send(html.get());
      }
      Thread.sleep(PACE);
    }
  }

  private void look(BooleanSupplier stillAllowed) {
    if (stillAllowed.getAsBoolean()) {
      response.write(": still here\n\n");
    } else {
      response.write("event: ended\ndata:\n\n");
      over = true;
    }
  }

  private void send(String html) {
    if (html.equals(lastHtml)) {
      return;
    }
    lastHtml = html;
    StringBuilder event = new StringBuilder(html.length() + 256);
    html.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> event.append("data: ").append(line).append('\n'));
    response.write(event.append('\n').toString());
  }

  private void leave() {
    over = true;
    news.release();
  }
}
