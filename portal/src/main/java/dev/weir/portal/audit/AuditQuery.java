package dev.weir.portal.audit;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody looks for in the audit log. Empty means anything.
 *
 * @param person part of who did it
 * @param action name of an {@link AuditAction}
 * @param object part of the name of what it was done to
 * @param from first day, in UTC
 * @param to last day, in UTC
 * @param before entries older than this place in the chain
 */
public record AuditQuery(
    String person,
    String action,
    String object,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    long before) {

  /** Longest text to look for, characters. */
  static final int MAX_TEXT = 253;

  private static final int MAX_YEAR = 9999;

  /** Reads the parameters of a request; throws {@code WeirFault FORM_INVALID}. */
  static AuditQuery read(HttpServerRequest request) {
    try {
      String before = text(request, "before");
      return new AuditQuery(
          text(request, "person"),
          text(request, "action"),
          text(request, "object"),
          day(request, "from"),
          day(request, "to"),
          before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before));
    } catch (NumberFormatException | DateTimeException unreadable) {
      throw new WeirFault(FaultCode.FORM_INVALID, "audit query: " + unreadable.getMessage());
    }
  }

  /** The same, going on below an entry. */
  AuditQuery before(long seq) {
    return new AuditQuery(person, action, object, from, to, seq);
  }

  private static Optional<LocalDate> day(HttpServerRequest request, String name) {
    return Optional.of(text(request, name))
        .filter(text -> !text.isEmpty())
        .map(LocalDate::parse)
        .filter(day -> day.getYear() > 0 && day.getYear() < MAX_YEAR);
  }

  private static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    String text = value == null ? "" : value.strip();
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new WeirFault(FaultCode.FORM_INVALID, "audit query: " + name);
    }
    return text;
  }
}
