package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/** {@code /api/v1/domains}: what holds for publishers and viewers now. */
public final class DomainsApi {

  private static final Comparator<DomainPolicy> BY_NAME =
      Comparator.comparing(policy -> policy.domain().value());

  private final DomainStore domains;

  /** Tells of these. */
  public DomainsApi(DomainStore domains) {
    this.domains = domains;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/domains", Permission.DOMAINS_READ, this::list),
        RouteEntry.api(
            HttpMethod.GET, "/api/v1/domains/:domain", Permission.DOMAINS_READ, this::one));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    String after = call.cursor().map(cursor -> cursor.parts(1).getFirst()).orElse("");
    List<DomainPolicy> found =
        domains.of(call.actor().tenant()).policies().stream()
            .sorted(BY_NAME)
            .filter(policy -> policy.domain().value().compareTo(after) > 0)
            .limit(call.limit() + 1L)
            .toList();
    call.page("domains", found, policy -> Cursor.after(policy.domain().value()), DomainJson::of);
  }

  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainPolicy found =
        domains.of(call.actor().tenant()).policies().stream()
            .filter(policy -> policy.domain().value().equals(call.text("domain")))
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, call.text("domain")));
    call.version(found.version()).ok(DomainJson.of(found));
  }
}
