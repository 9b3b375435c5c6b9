package dev.weir.portal.web;

import dev.weir.runtime.metrics.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * How long the portal takes to answer, by what was asked for and by how it went. Nothing is counted
 * before {@link #show}. What stays open for as long as somebody looks (a page's event stream) is
 * left out: its length says nothing.
 */
public final class AnswerTimes {

  private static final String API = "/api/";

  private volatile @Nullable Metrics metrics;

  /** Counts into {@code shown} from now on. */
  public void show(Metrics shown) {
    metrics = shown;
  }

  /** Watches one request to its end. */
  void watch(RoutingContext ctx) {
    Timer.Sample begun = Timer.start();
    ctx.addEndHandler(_ -> {
      Metrics shown = metrics;
      if (shown != null && !isLasting(ctx)) {
        begun.stop(timer(shown, ctx));
      }
    });
  }

  private static Timer timer(Metrics shown, RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    return shown.timer(
        PortalMetric.ANSWERS,
        String.valueOf(request.path()).startsWith(API) ? "api" : "page",
        request.response().getStatusCode() / 100 + "xx");
  }

  private static boolean isLasting(RoutingContext ctx) {
    String type = ctx.response().headers().get("Content-Type");
    return type != null && type.startsWith("text/event-stream");
  }
}
