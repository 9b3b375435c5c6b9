package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import java.time.Instant;

/** Refusals as JSON, one in a text. It holds what URLs were signed with: to be sealed. */
public final class RefusalJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private RefusalJson() {}

  /** The refusal. */
  public static String write(RefusedVisit visit) {
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("id", visit.id())
            .put("at", visit.at().toEpochMilli())
            .put("tenant", visit.tenant().toString())
            .put("domain", visit.domain().value())
            .put("door", visit.door().name())
            .put("code", visit.code().name())
            .put("detail", visit.detail());
    RefusedVisit.Asked asked = visit.asked();
    json.putObject("asked")
        .put("app", asked.app())
        .put("stream", asked.stream())
        .put("protocol", asked.protocol())
        .put("path", asked.path())
        .put("query", asked.query());
    RefusedVisit.From from = visit.from();
    json.putObject("from")
        .put("address", from.address())
        .put("referer", from.referer())
        .put("agent", from.agent());
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static RefusedVisit read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("refusal", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("refusal of an unknown version");
      }
      return new RefusedVisit(
          json.text("id"),
          Instant.ofEpochMilli(json.number("at")),
          TenantId.parse(json.text("tenant")),
          new DomainName(json.text("domain")),
          Door.valueOf(json.text("door")),
          asked(json.object("asked")),
          from(json.object("from")),
          FaultCode.valueOf(json.text("code")),
          json.text("detail"));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("refusal cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static RefusedVisit.Asked asked(JsonFields json) {
    return new RefusedVisit.Asked(
        json.text("app"),
        json.text("stream"),
        json.text("protocol"),
        json.text("path"),
        json.text("query"));
  }

  private static RefusedVisit.From from(JsonFields json) {
    return new RefusedVisit.From(json.text("address"), json.text("referer"), json.text("agent"));
  }
}
