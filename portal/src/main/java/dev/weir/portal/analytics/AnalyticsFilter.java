package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Place;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a page of analytics is about. Public for the template.
 *
 * @param measure what its chart shows
 * @param preset the span that was pressed; empty for one of its own ends
 * @param span the time
 * @param place which streams
 * @param compared whether the week before is shown, too
 */
public record AnalyticsFilter(
    Measure measure, String preset, Span span, Place place, boolean compared) {

  private static final String PATH = "/analytics";
  private static final int MAX_TEXT = 256;

  /** The year of a moment is written with four digits. */
  private static final Instant LAST_MOMENT = Instant.parse("9000-01-01T00:00:00Z");

  /** Spans that are one press away, back from now. */
  private enum Preset {
    H1(Duration.ofHours(1)),
    H6(Duration.ofHours(6)),
    H24(Duration.ofHours(24)),
    D7(Duration.ofDays(7)),
    D30(Duration.ofDays(30)),
    D90(Duration.ofDays(90));

    private final Duration length;

    Preset(Duration length) {
      this.length = length;
    }

    private String text() {
      return name().substring(1) + name().substring(0, 1).toLowerCase(Locale.ROOT);
    }

    private Span until(Instant now) {
      // Whole days: today and those before it.
      Duration back = length.compareTo(Duration.ofDays(14)) > 0 ? length.minusDays(1) : length;
      return Span.of(now.minus(back), now, now);
    }
  }

  /**
   * A span that is one press away.
   *
   * @param key what it is called, in the page's bundle
   */
  public record Choice(String key, String path, boolean current) {}

  /** Reads the query of a request; throws {@code WeirFault FORM_INVALID}. */
  static AnalyticsFilter read(HttpServerRequest request, Instant now) {
    try {
      String from = text(request, "from");
      String to = text(request, "to");
      String wanted = text(request, "span");
      Place place =
          new Place(text(request, "domain"), text(request, "app"), text(request, "stream"));
      Measure measure = Measure.parse(text(request, "show")).orElse(Measure.VIEWERS);
      boolean compared = !text(request, "compare").isEmpty();
      if (from.isEmpty()) {
        Preset preset =
            Arrays.stream(Preset.values())
                .filter(one -> one.text().equals(wanted))
                .findFirst()
                .orElse(Preset.H24);
        return new AnalyticsFilter(measure, preset.text(), preset.until(now), place, compared);
      }
      Span span = Span.of(moment(from), to.isEmpty() ? now : moment(to), now);
      return new AnalyticsFilter(measure, "", span, place, compared);
    } catch (DateTimeException | IllegalArgumentException no) {
      throw invalid(String.valueOf(no.getMessage()));
    }
  }

  /** The spans that are one press away. */
  List<Choice> spans() {
    return Arrays.stream(Preset.values())
        .map(one ->
            new Choice(
                "span." + one.text(),
                address(PATH, measure, place, "span=" + one.text(), compared),
                one.text().equals(preset)))
        .toList();
  }

  /** The page about something else. */
  String showing(Measure other) {
    return address(PATH, other, place, time(), compared);
  }

  /** The page about other streams. */
  String of(Place other) {
    return address(PATH, measure, other, time(), compared);
  }

  /** The page about everything. */
  public String ofAll() {
    return of(Place.ALL);
  }

  /** The same with the week before it, or without. */
  public String otherwiseCompared() {
    return address(PATH, measure, place, time(), !compared);
  }

  /** What a chosen span is appended to. */
  public String zoom() {
    return address(PATH, measure, place, "", compared);
  }

  /** The file with the same. */
  public String file() {
    return address(PATH + ".csv", measure, place, time(), compared);
  }

  /** Whether it is about some streams only. */
  public boolean narrowed() {
    return !place.equals(Place.ALL);
  }

  /** Which streams, in words; empty for all. */
  public String narrowedTo() {
    return place.isStream()
        ? place.domain() + "/" + place.app() + "/" + place.stream()
        : place.domain();
  }

  /** As a field for a date and a time has it, in UTC. */
  public String fromField() {
    return field(span.from());
  }

  /** As a field for a date and a time has it, in UTC. */
  public String toField() {
    return field(span.to());
  }

  private static String field(Instant moment) {
    return moment.toString().substring(0, "2026-01-01T00:00".length());
  }

  private String time() {
    return preset.isEmpty() ? "from=" + span.from() + "&to=" + span.to() : "span=" + preset;
  }

  private static String address(
      String path, Measure measure, Place place, String time, boolean compared) {
    StringBuilder address = new StringBuilder(path).append("?show=").append(measure.text());
    append(address, "domain", place.domain());
    append(address, "app", place.app());
    append(address, "stream", place.stream());
    if (compared) {
      address.append("&compare=week");
    }
    return time.isEmpty() ? address.toString() : address.append('&').append(time).toString();
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.append('&').append(name).append('=');
      address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static Instant moment(String text) {
    Instant moment =
        text.endsWith("Z")
            ? Instant.parse(text)
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST_MOMENT)) {
      throw new DateTimeException(text);
    }
    return moment;
  }

  private static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    String text = value == null ? "" : value.strip();
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw invalid(name);
    }
    return text;
  }

  private static WeirFault invalid(String what) {
    return new WeirFault(FaultCode.FORM_INVALID, "analytics: " + what);
  }
}
