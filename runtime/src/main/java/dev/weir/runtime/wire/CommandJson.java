package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.command.EndStream;
import dev.weir.contract.fault.FaultCode;
import java.time.Instant;
import java.util.UUID;

/** Commands to the data plane as JSON. */
public final class CommandJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private CommandJson() {}

  /** The command. */
  public static String write(EndStream command) {
    ObjectNode json = JsonFields.object().put("v", VERSION).put("id", command.id().toString());
    json.set("address", AddressJson.write(command.address()));
    return json.put("reason", command.reason().name())
        .put("issuedAt", command.issuedAt().toEpochMilli())
        .toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static EndStream read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("command", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("command of an unknown version");
      }
      return new EndStream(
          UUID.fromString(json.text("id")),
          AddressJson.read(json.object("address")),
          FaultCode.valueOf(json.text("reason")),
          Instant.ofEpochMilli(json.number("issuedAt")));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("command cannot be read: " + broken.getMessage(), broken);
    }
  }
}
