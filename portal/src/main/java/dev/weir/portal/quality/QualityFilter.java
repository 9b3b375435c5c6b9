package dev.weir.portal.quality;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.quality.PlayWay;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * What the page is about. Public for the template.
 *
 * @param query what is asked
 * @param now whether it is about the last time up to now
 */
public record QualityFilter(QualityQuery query, boolean now) {

  /** Where the page is. */
  static final String PATH = "/analytics/quality";

  private static final int MAX_TEXT = 256;

  /** A span that is one press away. */
  public record Choice(String text, String path, boolean current) {}

  /** Reads the query of a request; throws {@code WeirFault FORM_INVALID}. */
  static QualityFilter read(HttpServerRequest request, Instant now) {
    String span = text(request, "span");
    String until = text(request, "until");
    String way = text(request, "protocol");
    QualityQuery.Of of =
        new QualityQuery.Of(
            text(request, "domain"),
            text(request, "app"),
            text(request, "stream"),
            way.isEmpty() ? "" : PlayWay.parse(way).orElseThrow(() -> invalid("protocol")).name(),
            text(request, "rendition"));
    QualitySpan asked =
        span.isEmpty()
            ? QualitySpan.DAY
            : QualitySpan.parse(span).orElseThrow(() -> invalid("span"));
    return until.isEmpty()
        ? new QualityFilter(QualityQuery.upTo(asked, now, of), true)
        : new QualityFilter(new QualityQuery(asked, instant(until, now), of), false);
  }

  /** What lies ahead is asked for as now. */
  private static Instant instant(String text, Instant now) {
    try {
      Instant at = Instant.parse(text);
      return at.isAfter(now) || at.isBefore(Instant.EPOCH) ? now : at;
    } catch (DateTimeParseException _) {
      throw invalid("until");
    }
  }

  /** Whether it is about some plays only. */
  public boolean narrowed() {
    return !query.of().equals(QualityQuery.Of.ALL);
  }

  /** The page about all plays. */
  public String ofAll() {
    return with(query.span(), QualityQuery.Of.ALL);
  }

  /** The page about some plays. */
  String of(QualityQuery.Of some) {
    return with(query.span(), some);
  }

  /** The page about the span before. */
  public String older() {
    return address(PATH, query.span(), query.of(), query.from().toString());
  }

  /** The page about the span after; empty where that is not over. */
  public String newer() {
    return now
        ? ""
        : address(
            PATH, query.span(), query.of(), query.until().plus(query.span().length()).toString());
  }

  /** The file with the same. */
  public String file() {
    return address(PATH + ".csv", query.span(), query.of(), now ? "" : query.until().toString());
  }

  /** All spans. */
  public List<Choice> spans() {
    return Arrays.stream(QualitySpan.values())
        .map(one -> new Choice(one.text(), with(one, query.of()), one == query.span()))
        .toList();
  }

  private String with(QualitySpan span, QualityQuery.Of of) {
    return address(PATH, span, of, now ? "" : query.until().toString());
  }

  /** The page of one stream. */
  public static String ofStream(String domain, String app, String stream) {
    return address(PATH, QualitySpan.DAY, QualityQuery.Of.stream(domain, app, stream), "");
  }

  private static String address(String path, QualitySpan span, QualityQuery.Of of, String until) {
    StringBuilder address = new StringBuilder(path);
    address.append("?span=").append(span.text());
    append(address, "until", until);
    append(address, "domain", of.domain());
    append(address, "app", of.app());
    append(address, "stream", of.stream());
    append(address, "protocol", of.way().isEmpty() ? "" : PlayWay.valueOf(of.way()).text());
    append(address, "rendition", of.rendition());
    return address.toString();
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.append('&').append(name).append('=');
      address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
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
    return new WeirFault(FaultCode.FORM_INVALID, "quality: " + what);
  }
}
