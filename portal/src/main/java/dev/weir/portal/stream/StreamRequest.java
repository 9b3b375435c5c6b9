package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.identity.Actor;
import io.vertx.ext.web.RoutingContext;

/** Which stream a path names. */
final class StreamRequest {

  static final String PATH = "/streams/:domain/:app/:name";

  private StreamRequest() {}

  /** What a path names among the tenant's own; anything else is nothing, whoever may have it. */
  static StreamAddress address(RoutingContext ctx, Actor actor, TenantDomains own) {
    WeirFault notFound = new WeirFault(FaultCode.NOT_FOUND, "page " + ctx.request().path());
    StreamPath stream =
        StreamPath.read(ctx.pathParam("app"), ctx.pathParam("name")).orElseThrow(() -> notFound);
    return DomainName.parse(ctx.pathParam("domain"))
        .flatMap(domain -> own.push(domain, stream.app()))
        .map(
            push -> new StreamAddress(actor.tenant(), push.domain(), stream.app(), stream.stream()))
        .orElseThrow(() -> notFound);
  }
}
