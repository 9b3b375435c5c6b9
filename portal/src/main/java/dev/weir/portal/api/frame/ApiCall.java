package dev.weir.portal.api.frame;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.contract.ApiOperation;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.Visit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request that says what the document asks for, and the way to answer it. Belongs to the
 * request's virtual thread.
 */
public final class ApiCall {

  /** Items of a page where the request does not say how many. */
  public static final int DEFAULT_LIMIT = 100;

  private static final String KEY = "weir.api.call";
  private static final String SEEN = "If-Match";
  private static final String HELD = "If-None-Match";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final RoutingContext ctx;
  private final ApiOperation operation;
  private final Map<String, Object> parameters;
  private final JsonObject body;

  private BiConsumer<Integer, String> witness = (status, text) -> {};
  private boolean answered;

  private ApiCall(
      RoutingContext ctx, ApiOperation operation, Map<String, Object> parameters, JsonObject body) {
    this.ctx = ctx;
    this.operation = operation;
    this.parameters = Map.copyOf(parameters);
    this.body = body;
  }

  static ApiCall begin(
      RoutingContext ctx, ApiOperation operation, Map<String, Object> parameters, JsonObject body) {
    ApiCall call = new ApiCall(ctx, operation, parameters, body);
    ctx.put(KEY, call);
    return call;
  }

  /** The call of a request. */
  public static ApiCall of(RoutingContext ctx) {
    ApiCall call = ctx.get(KEY);
    if (call == null) {
      throw new IllegalStateException("the request came past ContractGuard");
    }
    return call;
  }

  /** Who asks. */
  public Actor actor() {
    return Visit.of(ctx).actor();
  }

  /** What is asked for. */
  public ApiOperation operation() {
    return operation;
  }

  /** A parameter that the document requires. */
  public String text(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not required by the document"));
  }

  /** A parameter that may be left out. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name)).map(Object::toString);
  }

  /** The JSON body; an empty object where the operation has none. */
  public JsonObject body() {
    return body;
  }

  /** How many items a page shall have, {@code limit}. */
  public int limit() {
    return parameters.get("limit") instanceof Long limit ? limit.intValue() : DEFAULT_LIMIT;
  }

  /** Where the page before ended, {@code cursor}; empty for the first page. */
  public Optional<Cursor> cursor() {
    return find("cursor").map(Cursor::read);
  }

  /** A day of the calendar; throws {@link InvalidRequest} when it is none. */
  public Optional<LocalDate> day(String name) {
    try {
      return find(name).map(LocalDate::parse);
    } catch (DateTimeException notInTheCalendar) {
      throw new InvalidRequest("/query/" + name, "is no day of the calendar");
    }
  }

  /**
   * The version that the program has seen and wants to change, {@code If-Match}. Throws {@code
   * WeirFault PRECONDITION_REQUIRED} when it does not say, {@code PRECONDITION_FAILED} when it
   * names something that never was a version.
   */
  public long seenVersion() {
    return find(SEEN)
        .map(Version::read)
        .orElseThrow(() -> new WeirFault(FaultCode.PRECONDITION_REQUIRED, operation.id()));
  }

  /** The same where versions have names. */
  public String seenTag() {
    return find(SEEN)
        .map(Version::readName)
        .orElseThrow(() -> new WeirFault(FaultCode.PRECONDITION_REQUIRED, operation.id()));
  }

  /**
   * Has a service change something that the program has seen. Somebody quicker is an {@code
   * EDIT_CONFLICT} to services and pages; to a program it is the failure of its own condition,
   * {@code PRECONDITION_FAILED}.
   */
  public <T> T unlessChanged(Supplier<T> change) {
    try {
      return change.get();
    } catch (WeirFault refused) {
      throw refused.code() == FaultCode.EDIT_CONFLICT
          ? new WeirFault(FaultCode.PRECONDITION_FAILED, operation.id())
          : refused;
    }
  }

  /** Throws {@code WeirFault PRECONDITION_FAILED} unless the program has seen this version. */
  public void requireSeen(long version) {
    long seen = seenVersion();
    if (seen != version) {
      throw new WeirFault(FaultCode.PRECONDITION_FAILED, "seen=%d now=%d".formatted(seen, version));
    }
  }

  /** Says which version the answer shows, {@code ETag}. */
  public ApiCall version(long version) {
    return version(Long.toString(version));
  }

  /** The same where versions have names. */
  public ApiCall version(String name) {
    ctx.response().putHeader(HttpHeaders.ETAG, Version.text(name));
    return this;
  }

  /**
   * Answers with what was asked for; where the document offers {@code If-None-Match}, only when the
   * program does not hold the same already.
   */
  public void ok(JsonObject answer) {
    String text = answer.encode();
    if (operation.takesHeader(HELD)) {
      String tag = Version.ofContent(text);
      ctx.response().putHeader(HttpHeaders.ETAG, tag);
      if (find(HELD).filter(held -> Version.names(held, tag)).isPresent()) {
        answer(NOT_MODIFIED, "");
        return;
      }
    }
    answer(OK, text);
  }

  /** Answers with what was made. */
  public void created(JsonObject answer) {
    answer(CREATED, answer.encode());
  }

  /**
   * Answers that nothing is done yet, since somebody else decides.
   *
   * @param approval the request for it
   */
  public void waits(UUID approval) {
    answer(ACCEPTED, new JsonObject().put("approval", approval.toString()).encode());
  }

  /** Answers that it is done. */
  public void done() {
    answer(NO_CONTENT, "");
  }

  /**
   * Answers with a page of a list, cut from the items that were found.
   *
   * @param name the member that holds the items
   * @param found up to one item more than {@link #limit} says
   * @param key where an item stands in the list's order
   */
  public <T> void page(
      String name, List<T> found, Function<T, Cursor> key, Function<T, JsonObject> json) {
    List<T> shown = found.subList(0, Math.min(limit(), found.size()));
    JsonArray items = new JsonArray();
    shown.forEach(item -> items.add(json.apply(item)));
    JsonObject answer = new JsonObject().put(name, items);
    if (found.size() > shown.size()) {
      answer.put("next", key.apply(shown.getLast()).text());
    }
    ok(answer);
  }

  /** Answers again what was answered before. */
  void repeat(int status, String text) {
    ctx.response().putHeader("Idempotency-Replayed", "true");
    send(status, text);
  }

  /** Shows the answer to this one before it is sent. */
  void witnessed(BiConsumer<Integer, String> before) {
    witness = before;
  }

  boolean answered() {
    return answered;
  }

  private void answer(int status, String text) {
    witness.accept(status, text);
    answered = true;
    send(status, text);
  }

  private void send(int status, String text) {
    ctx.response()
        .setStatusCode(status)
        .putHeader(
            HttpHeaders.CACHE_CONTROL,
            operation.takesHeader(HELD) ? "no-cache, private" : "no-store");
    if (text.isEmpty()) {
      ctx.response().end();
    } else {
      ctx.response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
          .end(text);
    }
  }
}
