package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.PropertiesBuilder;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.DataMessage;
import java.util.List;

/** What a server answers, in the words of Flash Media Server that every client was written for. */
final class Replies {

  private static final String RESULT = "_result";
  private static final String STATUS = "status";

  private Replies() {}

  /** Says yes to {@code connect}, and speaks of Enhanced RTMP to those who did. */
  static CommandMessage connected(double transactionId, EnhancedCapabilities client) {
    PropertiesBuilder properties =
        AmfObject.builder().put("fmsVer", "FMS/3,5,7,7009").put("capabilities", 31).put("mode", 1);
    if (client.declared()) {
      EnhancedCapabilities.WEIR.write(properties);
    }
    AmfObject information =
        status(STATUS, "NetConnection.Connect.Success", "Connection succeeded.")
            .put("objectEncoding", 0)
            .toObject();
    return CommandMessage.ofConnection(RESULT, transactionId, properties.toObject(), information);
  }

  /** An empty answer. */
  static CommandMessage result(double transactionId) {
    return CommandMessage.ofConnection(RESULT, transactionId, new AmfNull(), new AmfNull());
  }

  /** An answer that is a number. */
  static CommandMessage result(double transactionId, double number) {
    return CommandMessage.ofConnection(RESULT, transactionId, new AmfNull(), new AmfNumber(number));
  }

  /** The word that FMLE waits for after its {@code FC…} commands. */
  static CommandMessage announce(String name, String code) {
    return CommandMessage.ofConnection(
        name, 0, new AmfNull(), status(STATUS, code, "Go ahead.").toObject());
  }

  /** Good news about a stream. */
  static CommandMessage status(int messageStreamId, String code, String description) {
    return onStatus(messageStreamId, status(STATUS, code, description).toObject());
  }

  /** Bad news, in the one sentence that the peer may read. */
  static CommandMessage error(int messageStreamId, String code, FaultCode fault) {
    AmfObject information =
        status("error", code, fault.sentence()).put("details", fault.name()).toObject();
    return onStatus(messageStreamId, information);
  }

  /** Tells Flash that it may look at samples; others skip it. */
  static DataMessage sampleAccess(int messageStreamId) {
    return DataMessage.of(
        messageStreamId,
        0,
        new AmfString("|RtmpSampleAccess"),
        new AmfBoolean(true),
        new AmfBoolean(true));
  }

  private static CommandMessage onStatus(int messageStreamId, AmfValue information) {
    return new CommandMessage(messageStreamId, "onStatus", 0, List.of(new AmfNull(), information));
  }

  private static PropertiesBuilder status(String level, String code, String description) {
    return AmfObject.builder()
        .put("level", level)
        .put("code", code)
        .put("description", description);
  }
}
