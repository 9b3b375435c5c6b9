package dev.weir.portal.usage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.metering.Meter;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page of usage is about. Public for the template.
 *
 * @param path of the page
 * @param subject as addresses have it
 * @param label by which it is divided, too; empty for the first that there is
 */
public record UsageFilter(
    String path, String subject, LocalDate from, LocalDate to, UsageQuery.Of of, String label) {

  private static final int USUAL_DAYS = 30;
  private static final int SHORT_DAYS = 2;
  private static final int MAX_TEXT = 256;
  private static final int MAX_YEAR = 9_000;

  /** Spans that are one press away, by days back from today. */
  private static final int[] SPANS = {1, 7, 30, 90};

  /**
   * A span that is one press away.
   *
   * @param days how many, today included
   */
  public record Span(int days, String path, boolean current) {}

  /** Reads the query of a request; throws {@code WeirFault FORM_INVALID}. */
  static UsageFilter read(HttpServerRequest request, String path, LocalDate today) {
    try {
      String to = text(request, "to");
      String from = text(request, "from");
      LocalDate last = to.isEmpty() ? today : day(to);
      return new UsageFilter(
          path,
          UsageSubject.of(text(request, "subject")).text(),
          from.isEmpty() ? last.minusDays(USUAL_DAYS - 1L) : day(from),
          last,
          new UsageQuery.Of(text(request, "domain"), text(request, "app"), text(request, "stream")),
          text(request, "label"));
    } catch (DateTimeException noDay) {
      throw invalid(String.valueOf(noDay.getMessage()));
    }
  }

  /** What is asked with it; throws {@code WeirFault FORM_INVALID} where no answer is kept. */
  UsageQuery query(UsageStep step, UsageCut cut) {
    try {
      return new UsageQuery(meter(), from, to, step, cut, of);
    } catch (IllegalArgumentException no) {
      throw invalid(String.valueOf(no.getMessage()));
    }
  }

  /** What bars stand for: hours of a day or two, otherwise days. */
  UsageStep step() {
    return query(UsageStep.WHOLE, UsageCut.NOTHING).days() <= SHORT_DAYS
        ? UsageStep.HOUR
        : UsageStep.DAY;
  }

  Meter meter() {
    return UsageSubject.of(subject).meter();
  }

  /** Whether it is about some streams only. */
  public boolean narrowed() {
    return !of.equals(UsageQuery.Of.ALL);
  }

  /** Which streams, in words; empty for all. */
  public String narrowedTo() {
    return of.stream().isEmpty() ? of.domain() : of.domain() + "/" + of.app() + "/" + of.stream();
  }

  /** The page about something else. */
  String about(UsageSubject other) {
    return new UsageFilter(path, other.text(), from, to, of, label).address(path);
  }

  /** The page about all streams. */
  public String ofAll() {
    return of(UsageQuery.Of.ALL);
  }

  /** The page about some streams. */
  String of(UsageQuery.Of some) {
    return new UsageFilter(path, subject, from, to, some, label).address(path);
  }

  /** The page divided by another label. */
  String by(String key) {
    return new UsageFilter(path, subject, from, to, of, key).address(path);
  }

  /** The file with the same. */
  public String file() {
    return address(path + ".csv");
  }

  List<Span> spans(LocalDate today) {
    List<Span> spans = new ArrayList<>();
    for (int days : SPANS) {
      LocalDate first = today.minusDays(days - 1L);
      spans.add(
          new Span(
              days,
              new UsageFilter(path, subject, first, today, of, label).address(path),
              first.equals(from) && today.equals(to)));
    }
    return spans;
  }

  private String address(String at) {
    StringBuilder address = new StringBuilder(at);
    address.append("?subject=").append(subject).append("&from=").append(from);
    address.append("&to=").append(to);
    append(address, "domain", of.domain());
    append(address, "app", of.app());
    append(address, "stream", of.stream());
    append(address, "label", label);
    return address.toString();
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.append('&').append(name).append('=');
      address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.getYear() < 1 || day.getYear() > MAX_YEAR) {
      throw new DateTimeException(text);
    }
    return day;
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
    return new WeirFault(FaultCode.FORM_INVALID, "usage: " + what);
  }
}
