package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.command.EndStream;
import dev.weir.contract.command.StartRecording;
import dev.weir.contract.command.StopRecording;
import dev.weir.contract.command.StreamCommand;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.UUID;

/** Commands to the data plane as JSON. */
public final class CommandJson {

  /** Version of this form. */
  public static final int VERSION = 2;

  private static final String END = "end-stream";
  private static final String START_RECORDING = "start-recording";
  private static final String STOP_RECORDING = "stop-recording";

  private CommandJson() {}

  /** The command. */
  public static String write(StreamCommand command) {
    ObjectNode json = JsonFields.object().put("v", VERSION).put("id", command.id().toString());
    json.set("address", AddressJson.write(command.address()));
    json.put("issuedAt", command.issuedAt().toEpochMilli());
    switch (command) {
      case EndStream end -> json.put("do", END).put("reason", end.reason().name());
      case StartRecording _ -> json.put("do", START_RECORDING);
      case StopRecording _ -> json.put("do", STOP_RECORDING);
    }
    return json.toString();
  }

  /** Reads what {@link #write} wrote; throws {@link MalformedWireException}. */
  public static StreamCommand read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("command", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("command of an unknown version");
      }
      UUID id = UUID.fromString(json.text("id"));
      StreamAddress address = AddressJson.read(json.object("address"));
      Instant issuedAt = Instant.ofEpochMilli(json.number("issuedAt"));
      return switch (json.text("do")) {
        case END -> new EndStream(id, address, FaultCode.valueOf(json.text("reason")), issuedAt);
        case START_RECORDING -> new StartRecording(id, address, issuedAt);
        case STOP_RECORDING -> new StopRecording(id, address, issuedAt);
        default -> throw new MalformedWireException("command that nobody knows");
      };
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("command cannot be read: " + broken.getMessage(), broken);
    }
  }
}
