package dev.weir.portal.api.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /api/v1/domains}: domains as such, from the claim to the end. */
public final class DomainsApi {

  private static final String LIST = "/api/v1/domains";
  private static final Comparator<Domain> BY_NAME =
      Comparator.comparing(domain -> domain.name().value());

  private final Domains domains;
  private final DomainStore served;

  /**
   * Tells of and changes these.
   *
   * @param served what holds for those that are served
   */
  public DomainsApi(Domains domains, DomainStore served) {
    this.domains = domains;
    this.served = served;
  }

  /** Its lines of the table; the end of a domain comes last. */
  public List<RouteEntry> routes() {
    Permission read = Permission.DOMAINS_READ;
    Permission write = Permission.DOMAINS_WRITE;
    String one = AskedDomain.PATH;
    return List.of(
        RouteEntry.api(HttpMethod.GET, LIST, read, this::list),
        RouteEntry.api(HttpMethod.POST, LIST, write, this::add),
        RouteEntry.api(HttpMethod.POST, "/api/v1/platform-domain", write, this::addOfPlatform),
        RouteEntry.api(HttpMethod.GET, one, read, this::show),
        RouteEntry.api(HttpMethod.POST, one + "/check", write, ctx -> act(ctx, domains::check)),
        RouteEntry.api(HttpMethod.POST, one + "/enable", write, ctx -> act(ctx, domains::enable)),
        RouteEntry.api(HttpMethod.POST, one + "/disable", write, ctx -> act(ctx, domains::disable)),
        RouteEntry.api(HttpMethod.POST, one + "/restore", write, ctx -> act(ctx, domains::restore)),
        RouteEntry.api(HttpMethod.DELETE, one, write, this::delete));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<Domain> found =
        domains.list(call.actor()).stream()
            .sorted(BY_NAME)
            .filter(domain -> domain.name().value().compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    Map<DomainName, DomainPolicy> policies =
        served.of(call.actor().tenant()).policies().stream()
            .collect(Collectors.toMap(DomainPolicy::domain, Function.identity()));
    call.page(
        "domains",
        found,
        domain -> Cursor.after(domain.name().value()),
        domain -> DomainJson.of(domain, Optional.ofNullable(policies.get(domain.name()))));
  }

  private void add(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonObject body = call.body();
    String use = body.getString("use", "both");
    Optional<String> plays = Optional.ofNullable(body.getString("plays"));
    if (plays.isPresent() != use.equals("play")) {
      throw new InvalidRequest(
          "/plays", plays.isPresent() ? "is for the use play alone" : "is missing");
    }
    Domains.Claim claim =
        new Domains.Claim(
            body.getString("name"),
            !use.equals("play"),
            !use.equals("push"),
            plays.map(name ->
                DomainName.parse(name)
                    .orElseThrow(() -> new InvalidRequest("/plays", "is no domain name"))));
    call.created(json(call.actor(), domains.add(call.actor(), claim)));
  }

  private void addOfPlatform(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Domain added =
        domains
            .addOfPlatform(call.actor())
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "the platform has no domain"));
    call.created(json(call.actor(), added));
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Domain found = domains.find(call.actor(), AskedDomain.of(call));
    call.version(found.version()).ok(json(call.actor(), found));
  }

  private void act(RoutingContext ctx, BiFunction<Actor, DomainName, Domain> action) {
    ApiCall call = ApiCall.of(ctx);
    call.ok(json(call.actor(), action.apply(call.actor(), AskedDomain.of(call))));
  }

  private void delete(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Answers.tell(call, domains.delete(call.actor(), AskedDomain.of(call)));
  }

  private JsonObject json(Actor actor, Domain domain) {
    return DomainJson.of(
        domain,
        served.of(actor.tenant()).policies().stream()
            .filter(policy -> policy.domain().equals(domain.name()))
            .findFirst());
  }
}
