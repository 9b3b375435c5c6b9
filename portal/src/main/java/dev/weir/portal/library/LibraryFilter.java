package dev.weir.portal.library;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.label.Labels;
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
 * What the library is narrowed by, as typed. Public for the template.
 *
 * @param values by name of the field
 */
public record LibraryFilter(Map<String, String> values) {

  private static final int MAX_TEXT = 400;
  private static final int MAX_YEAR = 9_000;
  private static final String[] FIELDS = {"in", "name", "format", "from", "to", "label"};

  /** Copies the map. */
  public LibraryFilter {
    values = Map.copyOf(values);
  }

  /** Reads the query of a request. */
  static LibraryFilter read(HttpServerRequest request) {
    return new LibraryFilter(
        Arrays.stream(FIELDS).collect(Collectors.toMap(name -> name, name -> text(request, name))));
  }

  /** What is asked with it, below a place; throws {@code WeirFault FORM_INVALID}. */
  RecordingQuery query(HttpServerRequest request) {
    String in = get("in");
    int slash = in.lastIndexOf('/');
    String before = text(request, "before");
    try {
      return new RecordingQuery(
          in.substring(0, Math.max(0, slash)),
          in.substring(slash + 1),
          get("name"),
          set("format").map(RecordingFormat::valueOf),
          day("from"),
          day("to"),
          set("label").map(text -> Labels.readOne(text).orElseThrow()),
          before.isEmpty()
              ? Optional.empty()
              : Optional.of(RecordingCursor.read(before).orElseThrow()));
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException no) {
      throw new WeirFault(FaultCode.FORM_INVALID, "library: " + no.getMessage());
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
    return LibraryPages.PATH
        + "?"
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
      throw new WeirFault(FaultCode.FORM_INVALID, "library: " + name);
    }
    return text;
  }
}
