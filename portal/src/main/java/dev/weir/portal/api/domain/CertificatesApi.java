package dev.weir.portal.api.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.certificate.Certificate;
import dev.weir.portal.domain.certificate.CertificateProblem;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.domain.certificate.TransportSettings;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * {@code /api/v1/domains/{domain}/certificate} and {@code …/transport}: what a domain proves itself
 * with over TLS, of which the private key is told to nobody, and what it asks of connections.
 */
public final class CertificatesApi {

  private static final String CERTIFICATE = AskedDomain.PATH + "/certificate";
  private static final String TRANSPORT = AskedDomain.PATH + "/transport";

  private final Certificates certificates;

  /** Tells of and changes these. */
  public CertificatesApi(Certificates certificates) {
    this.certificates = certificates;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.DOMAINS_READ;
    return List.of(
        RouteEntry.api(HttpMethod.GET, CERTIFICATE, read, this::show),
        RouteEntry.api(HttpMethod.PUT, CERTIFICATE, Permission.KEYS_WRITE, this::put),
        RouteEntry.api(HttpMethod.DELETE, CERTIFICATE, Permission.KEYS_WRITE, this::remove),
        RouteEntry.api(HttpMethod.GET, TRANSPORT, read, ctx -> tellTransport(ApiCall.of(ctx))),
        RouteEntry.api(
            HttpMethod.PATCH, TRANSPORT, Permission.DOMAINS_WRITE, this::changeTransport));
  }

  private void show(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    call.ok(
        json(
            certificates
                .find(call.actor(), name)
                .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "certificate of " + name))));
  }

  private void put(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonObject body = call.body();
    Optional<CertificateProblem> problem =
        certificates.put(
            call.actor(), AskedDomain.of(call), body.getString("chain"), body.getString("key"));
    if (problem.isPresent()) {
      throw new InvalidRequest("/" + problem.get().field(), problem.get().text());
    }
    call.done();
  }

  private void remove(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    certificates.remove(call.actor(), AskedDomain.of(call));
    call.done();
  }

  private void tellTransport(ApiCall call) {
    TransportSettings now = certificates.transport(call.actor(), AskedDomain.of(call));
    call.version(now.revision())
        .ok(
            new JsonObject()
                .put("forceHttps", now.forceHttps())
                .put("hstsDays", now.hstsDays())
                .put("version", now.revision())
                .put("changedBy", now.updatedBy()));
  }

  private void changeTransport(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    DomainName name = AskedDomain.of(call);
    TransportSettings before = certificates.transport(call.actor(), name);
    call.requireSeen(before.revision());
    TransportSettings wanted =
        new TransportSettings(
            call.body().getBoolean("forceHttps", before.forceHttps()),
            call.body().getInteger("hstsDays", before.hstsDays()),
            before.revision(),
            call.actor().name());
    call.unlessChanged(() -> {
      certificates.saveTransport(call.actor(), name, wanted);
      return wanted;
    });
    tellTransport(call);
  }

  private JsonObject json(Certificate certificate) {
    return new JsonObject()
        .put("subject", certificate.subject())
        .put("names", new JsonArray(certificate.names()))
        .put("issuer", certificate.issuer())
        .put("validFrom", certificate.from().toString())
        .put("validUntil", certificate.until().toString())
        .put("daysLeft", Certificate.daysLeft(certificate.until(), certificates.now()))
        .put("fingerprint", certificate.fingerprint())
        .put("keyKind", certificate.keyKind())
        .put("chainLength", certificate.certificates())
        .put("storedAt", certificate.storedAt().toString())
        .put("storedBy", certificate.storedBy());
  }
}
