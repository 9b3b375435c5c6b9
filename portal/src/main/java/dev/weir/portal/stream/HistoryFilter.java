package dev.weir.portal.stream;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.history.HistoryCursor;
import dev.weir.portal.history.HistoryQuery;
import dev.weir.portal.label.Labels;
import dev.weir.portal.label.Labels.Label;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the history is narrowed by, as typed. Public for the template.
 *
 * @param values by name of the field
 */
public record HistoryFilter(Map<String, String> values) {

  private static final int MAX_TEXT = 400;
  private static final int MAX_YEAR = 9_000;
  private static final String[] FIELDS = {"in", "name", "reason", "from", "to", "label"};

  /** Copies the map. */
  public HistoryFilter {
    values = Map.copyOf(values);
  }

  /** Reads the query of a request. */
  static HistoryFilter read(HttpServerRequest request) {
    return new HistoryFilter(
        Arrays.stream(FIELDS).collect(Collectors.toMap(name -> name, name -> text(request, name))));
  }

  /** What is asked with it, below a place; throws {@code WeirFault FORM_INVALID}. */
  HistoryQuery query(HttpServerRequest request) {
    String in = get("in");
    int slash = in.lastIndexOf('/');
    String before = text(request, "before");
    try {
      Optional<PublishEnd> reason = set("reason").map(PublishEnd::valueOf);
      Optional<Label> label = set("label").map(text -> Labels.readOne(text).orElseThrow());
      return new HistoryQuery(
          in.substring(0, Math.max(0, slash)),
          in.substring(slash + 1),
          get("name"),
          reason,
          day("from"),
          day("to"),
          label,
          before.isEmpty()
              ? Optional.empty()
              : Optional.of(HistoryCursor.read(before).orElseThrow()));
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException no) {
      throw new WeirFault(FaultCode.FORM_INVALID, "history: " + no.getMessage());
    }
  }

  /** The value of a field; empty for nothing. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether nothing narrows it. */
  public boolean isEmpty() {
    return values.values().stream().allMatch(String::isEmpty);
  }

  /** The page of this filter that begins below a place; an empty place is the top. */
  String path(String before) {
    Map<String, String> all = new TreeMap<>(values);
    all.put("before", before);
    return "/streams/history?"
        + all.entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }

  private Optional<String> set(String name) {
    return Optional.of(get(name)).filter(value -> !value.isEmpty());
  }

  private Optional<LocalDate> day(String name) {
    Optional<LocalDate> day = set(name).map(LocalDate::parse);
    if (day.filter(one -> one.getYear() < 1 || one.getYear() > MAX_YEAR).isPresent()) {
      throw new DateTimeException(name);
    }
    return day;
  }

  private static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    String text = value == null ? "" : value.strip();
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new WeirFault(FaultCode.FORM_INVALID, "history: " + name);
    }
    return text;
  }
}
