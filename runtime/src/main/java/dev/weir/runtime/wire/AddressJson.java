package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;

/** A stream's address as JSON. */
final class AddressJson {

  private AddressJson() {}

  static ObjectNode write(StreamAddress address) {
    return JsonFields.object()
        .put("tenant", address.tenant().toString())
        .put("pushDomain", address.pushDomain().value())
        .put("app", address.app().value())
        .put("stream", address.stream().value());
  }

  static StreamAddress read(JsonFields json) {
    return new StreamAddress(
        TenantId.parse(json.text("tenant")),
        new DomainName(json.text("pushDomain")),
        new AppName(json.text("app")),
        new StreamName(json.text("stream")));
  }
}
