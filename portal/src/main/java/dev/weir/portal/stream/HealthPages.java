package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.health.HealthMinute;
import dev.weir.portal.health.StreamHealth;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a stream arrived over a day: what was wrong, and its minutes. */
public final class HealthPages {

  private static final String PATH = StreamRequest.PATH + "/health";
  private static final Duration SPAN = StreamHealth.MAX_SPAN;

  /** What a chart shows at least, minutes: a single one would be no line. */
  private static final long LEAST_MINUTES = 15;

  private final StreamServices services;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public HealthPages(StreamServices services, Pages pages, TimeSource time) {
    this.services = services;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page(PATH, Permission.STREAMS_READ, this::day));
  }

  /** {@code GET /streams/:domain/:app/:name/health?until=…}. */
  private void day(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    StreamAddress address =
        StreamRequest.address(ctx, actor, services.domains().of(actor.tenant()));
    Instant now = time.now();
    Instant to = until(ctx.request().getParam("until")).filter(now::isAfter).orElse(now);
    Instant from = to.minus(SPAN);
    List<HealthMinute> minutes = services.health().minutes(actor, address, from, to);
    Instant first = minutes.isEmpty() ? from : minutes.getFirst().minute();
    Instant last = minutes.isEmpty() ? to : minutes.getLast().minute();
    long width = Math.max(LEAST_MINUTES, Duration.between(first, last).toMinutes());
    String path = StreamPages.path(address);
    pages.send(
        ctx,
        Page.of("stream/health", "streams")
            .with("path", path)
            .with("domain", address.pushDomain().value())
            .titled(address.path())
            .with("app", address.app().value())
            .with("name", address.stream().value())
            .with("from", from.toString())
            .with("to", to.toString())
            .with("known", !minutes.isEmpty())
            .with("first", first.toString())
            .with("last", first.plus(Duration.ofMinutes(width)).toString())
            .with("pictures", chart(minutes, first, width, HealthMinute::pictures))
            .with(
                "bits",
                chart(minutes, first, width, one -> (double) (one.videoBits() + one.audioBits())))
            .with("late", chart(minutes, first, width, HealthMinute::latenessMs))
            .with("worst", Worst.of(minutes))
            .with(
                "episodes",
                services.health().episodes(actor, address, from, to).stream()
                    .map(one -> EpisodeRow.of(one, now))
                    .toList())
            .with("older", path + "/health?until=" + from)
            .with("newer", to.equals(now) ? "" : path + "/health?until=" + to.plus(SPAN)));
  }

  /**
   * The figures over the span. Public for the template.
   *
   * @param pictures a second, on average
   * @param bits a second, on average
   * @param late the worst
   */
  public record Worst(String pictures, String bits, String late) {

    static Worst of(List<HealthMinute> minutes) {
      double bits =
          minutes.stream().mapToLong(one -> one.videoBits() + one.audioBits()).average().orElse(0);
      return new Worst(
          Wording.frameRate(
              minutes.stream().mapToDouble(HealthMinute::pictures).average().orElse(0)),
          Wording.bitRate(Math.round(bits)),
          Wording.seconds(minutes.stream().mapToInt(HealthMinute::latenessMs).max().orElse(0)));
    }
  }

  private static HealthChart chart(
      List<HealthMinute> minutes, Instant from, long width, ToDoubleFunction<HealthMinute> value) {
    return HealthChart.of(
        minutes, one -> (double) Duration.between(from, one.minute()).toMinutes(), value, width, 1);
  }

  private static Optional<Instant> until(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
