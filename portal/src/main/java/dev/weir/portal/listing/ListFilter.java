package dev.weir.portal.listing;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.label.Labels;
import dev.weir.portal.label.Labels.Label;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a list is narrowed by, as typed. Public for the templates.
 *
 * @param page path of the list
 * @param values by name of the field
 * @param before the place below which it goes on, as text; empty for the top
 */
public record ListFilter(String page, Map<String, String> values, String before) {

  private static final int MAX_TEXT = 400;
  private static final int MAX_YEAR = 9_000;
  private static final String BEFORE = "before";

  /** Copies the map. */
  public ListFilter {
    values = Map.copyOf(values);
  }

  /** Reads the query of a request; throws {@code WeirFault FORM_INVALID}. */
  public static ListFilter read(HttpServerRequest request, String page, List<String> fields) {
    return new ListFilter(
        page,
        fields.stream().collect(Collectors.toMap(name -> name, name -> text(request, name))),
        text(request, BEFORE));
  }

  /** What is asked with it; throws {@code WeirFault FORM_INVALID} where values are none. */
  public <T> T asked(Supplier<T> query) {
    try {
      return query.get();
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException no) {
      throw new WeirFault(FaultCode.FORM_INVALID, page + ": " + no.getMessage());
    }
  }

  /** The value of a field; empty for nothing. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The same, if there is something. */
  public Optional<String> set(String name) {
    return Optional.of(get(name)).filter(value -> !value.isEmpty());
  }

  /** The domain of the field {@code in}, which is {@code domain/app}; empty for any. */
  public String domain() {
    return get("in").substring(0, Math.max(0, get("in").lastIndexOf('/')));
  }

  /** The app of the field {@code in}; empty for any. */
  public String app() {
    return get("in").substring(get("in").lastIndexOf('/') + 1);
  }

  /** A day; throws {@link DateTimeException} for what is none. */
  public Optional<LocalDate> day(String name) {
    Optional<LocalDate> day = set(name).map(LocalDate::parse);
    if (day.filter(one -> one.getYear() < 1 || one.getYear() > MAX_YEAR).isPresent()) {
      throw new DateTimeException(name);
    }
    return day;
  }

  /** The field {@code label}; throws {@link NoSuchElementException} for what is none. */
  public Optional<Label> label() {
    return set("label").map(text -> Labels.readOne(text).orElseThrow());
  }

  /** Where it goes on; throws {@link NoSuchElementException} for what is no place. */
  public Optional<ListPlace> place() {
    return isTop() ? Optional.empty() : Optional.of(ListPlace.read(before).orElseThrow());
  }

  /** Whether it begins at the top. */
  public boolean isTop() {
    return before.isEmpty();
  }

  /** Whether nothing narrows it. */
  public boolean isEmpty() {
    return values.values().stream().allMatch(String::isEmpty);
  }

  /** The first page of this filter. */
  public String first() {
    return path("");
  }

  /** The page of this filter that begins below a place. */
  public String below(ListPlace place) {
    return path(place.text());
  }

  private String path(String place) {
    Map<String, String> all = new TreeMap<>(values);
    all.put(BEFORE, place);
    return page
        + "?"
        + all.entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }

  private static String text(HttpServerRequest request, String name) {
    String value = request.getParam(name);
    String text = value == null ? "" : value.strip();
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new WeirFault(FaultCode.FORM_INVALID, "list: " + name);
    }
    return text;
  }
}
