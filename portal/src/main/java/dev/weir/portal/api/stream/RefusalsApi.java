package dev.weir.portal.api.stream;

import dev.weir.contract.access.SignatureAnatomy;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.refusal.CauseCount;
import dev.weir.portal.refusal.Explanation;
import dev.weir.portal.refusal.RefusalQuestion;
import dev.weir.portal.refusal.Refusals;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /api/v1/refusals} and {@code /api/v1/explanations}: who was not let in, and why. */
public final class RefusalsApi {

  private final Refusals refusals;

  /** Tells of these. */
  public RefusalsApi(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.STREAMS_READ;
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/refusals", read, this::list),
        RouteEntry.api(HttpMethod.POST, "/api/v1/explanations", read, this::explain));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Predicate<String> wanted =
        call.find("domain").<Predicate<String>>map(name -> name::equals).orElse(_ -> true);
    JsonArray last = new JsonArray();
    refusals.last(call.actor()).stream()
        .filter(visit -> wanted.test(visit.domain().value()))
        .limit(call.limit())
        .forEach(visit -> last.add(json(visit)));
    JsonArray causes = new JsonArray();
    refusals.counts(call.actor()).stream()
        .filter(count -> wanted.test(count.cause().domain()))
        .forEach(count -> causes.add(json(count)));
    call.ok(new JsonObject().put("refusals", last).put("causes", causes));
  }

  private void explain(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonObject body = call.body();
    Optional<Door> door =
        Optional.ofNullable(body.getString("door"))
            .map(name -> Door.valueOf(name.toUpperCase(Locale.ROOT)));
    call.ok(
        json(
            refusals.explain(
                call.actor(),
                new RefusalQuestion(
                    body.getString("of"),
                    door,
                    body.getString("address", ""),
                    body.getString("referer", ""),
                    body.getString("userAgent", "")))));
  }

  private static JsonObject json(RefusedVisit visit) {
    return asked(visit.domain().value(), visit.door(), visit.asked(), visit.from())
        .put("requestId", visit.id())
        .put("at", visit.at().toString())
        .put("code", visit.code().name())
        .put("detail", visit.detail());
  }

  private static JsonObject json(CauseCount count) {
    return new JsonObject()
        .put("domain", count.cause().domain())
        .put("door", word(count.cause().door()))
        .put("code", count.cause().code().name())
        .put("count", count.count());
  }

  private static JsonObject json(Explanation made) {
    JsonArray checks = new JsonArray();
    made.lines().forEach(line -> checks.add(json(line)));
    JsonObject json =
        asked(made.domain().value(), made.door(), made.asked(), made.from())
            .put("at", made.at().toString())
            .put("checks", checks);
    made.told()
        .ifPresent(told -> json.put("requestId", told.id()).put("refused", told.code().name()));
    made.decides()
        .flatMap(Explanation.Line::code)
        .map(FaultCode::name)
        .ifPresent(code -> json.put("code", code));
    made.signature()
        .filter(anatomy -> anatomy.type().isPresent())
        .ifPresent(anatomy -> json.put("signature", json(anatomy)));
    return json;
  }

  private static JsonObject json(Explanation.Line line) {
    JsonObject json =
        new JsonObject()
            .put("check", line.check())
            .put("result", line.result().name().toLowerCase(Locale.ROOT));
    line.code().ifPresent(code -> json.put("code", code.name()));
    return line.detail().isEmpty() ? json : json.put("detail", line.detail());
  }

  private static JsonObject json(SignatureAnatomy anatomy) {
    JsonArray keys = new JsonArray();
    anatomy
        .trials()
        .forEach(trial ->
            keys.add(
                new JsonObject()
                    .put("key", trial.keyId())
                    .put("expected", trial.expected())
                    .put("matches", trial.matches())));
    JsonObject json =
        new JsonObject()
            .put("type", anatomy.type().map(Enum::name).orElse(""))
            .put("stringToSign", anatomy.stringToSign())
            .put("received", anatomy.received())
            .put("keys", keys);
    anatomy.validFrom().map(Instant::toString).ifPresent(from -> json.put("validFrom", from));
    anatomy.validUntil().map(Instant::toString).ifPresent(until -> json.put("validUntil", until));
    return json;
  }

  private static JsonObject asked(
      String domain, Door door, RefusedVisit.Asked asked, RefusedVisit.From from) {
    return new JsonObject()
        .put("domain", domain)
        .put("door", word(door))
        .put("app", asked.app())
        .put("stream", asked.stream())
        .put("protocol", asked.protocol())
        .put("address", from.address())
        .put("referer", from.referer())
        .put("userAgent", from.agent());
  }

  private static String word(Door door) {
    return door.name().toLowerCase(Locale.ROOT);
  }
}
