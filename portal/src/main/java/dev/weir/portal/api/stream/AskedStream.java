package dev.weir.portal.api.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.domain.TenantDomains;
import dev.weir.portal.label.Labels;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.stream.StreamPath;
import dev.weir.portal.web.InvalidRequest;
import java.util.List;
import java.util.Optional;

/** The stream that a request names. */
final class AskedStream {

  /** The beginning of its paths. */
  static final String PATH = "/api/v1/streams/:app/:stream";

  private AskedStream() {}

  static StreamPath path(ApiCall call) {
    return StreamPath.read(call.text("app"), call.text("stream"))
        .orElseThrow(() -> new WeirFault(FaultCode.NAME_INVALID, call.operation().id()));
  }

  /**
   * The one stream on the tenant's own domains that is meant, live or not. Throws {@code WeirFault
   * NOT_FOUND} when there is no such app, {@link InvalidRequest} when several domains have it and
   * none is named: what is done to a stream is done to no other.
   */
  static StreamAddress address(ApiCall call, TenantDomains own) {
    StreamPath path = path(call);
    List<DomainPolicy> fitting = domains(call, own, path);
    if (fitting.size() > 1) {
      throw new InvalidRequest("/query/domain", "is needed, since several domains have this app");
    }
    return fitting.stream()
        .findFirst()
        .map(domain ->
            new StreamAddress(call.actor().tenant(), domain.domain(), path.app(), path.stream()))
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "stream " + path.path()));
  }

  /** The push domains that may be meant. */
  static List<DomainPolicy> domains(ApiCall call, TenantDomains own, StreamPath path) {
    Optional<String> asked = call.find("domain");
    return own.pushDomains().stream()
        .filter(domain -> asked.isEmpty() || asked.get().equals(domain.domain().value()))
        .filter(domain -> domain.push().orElseThrow().apps().contains(path.app()))
        .toList();
  }

  /** The label that a list is narrowed by. */
  static Optional<Label> label(ApiCall call) {
    return call.find("label")
        .map(text ->
            Labels.readOne(text)
                .orElseThrow(() -> new InvalidRequest("/query/label", "is no key=value")));
  }
}
