package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.rtmp.message.CommandMessage;

/** A command that a client sent, as far as a live server cares for it. RTMP 1.0, 7.2. */
sealed interface ClientCommand {

  /** Says who it is and what it wants to reach. */
  record Connect(double transactionId, ConnectRequest request) implements ClientCommand {}

  /** Asks for a message stream. */
  record CreateStream(double transactionId) implements ClientCommand {}

  /** Wants to publish. */
  record Publish(int messageStreamId, String name) implements ClientCommand {}

  /** Wants to play. */
  record Play(int messageStreamId, String name) implements ClientCommand {}

  /** Is done with a stream: {@code deleteStream}, {@code closeStream}, {@code FCUnpublish}. */
  record EndStream(String command) implements ClientCommand {}

  /** Wants something that is always granted and needs a word of its own in answer, too. */
  record Announce(double transactionId, String answer, String status) implements ClientCommand {}

  /** Asks something that has an empty answer. */
  record Ask(double transactionId) implements ClientCommand {}

  /** Asks how long a stream is. */
  record AskLength(double transactionId) implements ClientCommand {}

  /** Anything else: {@code pause}, {@code receiveAudio}, answers to our own calls, …. */
  record Other(String name) implements ClientCommand {}

  /** Reads a command; throws {@link FaultCode#RTMP_AMF_MALFORMED} when what it needs is missing. */
  static ClientCommand read(CommandMessage message) {
    double id = message.transactionId();
    return switch (message.name()) {
      case "connect" -> new Connect(id, readConnect(message));
      case "createStream" -> new CreateStream(id);
      case "publish" -> new Publish(message.messageStreamId(), requiredName(message));
      case "play" -> new Play(message.messageStreamId(), requiredName(message));
      case "deleteStream", "closeStream", "FCUnpublish" -> new EndStream(message.name());
      case "FCPublish" -> new Announce(id, "onFCPublish", "NetStream.Publish.Start");
      case "FCSubscribe" -> new Announce(id, "onFCSubscribe", "NetStream.Play.Start");
      case "releaseStream", "_checkbw" -> new Ask(id);
      case "getStreamLength" -> new AskLength(id);
      default -> new Other(message.name());
    };
  }

  private static ConnectRequest readConnect(CommandMessage message) {
    AmfProperties said =
        message
            .properties(0)
            .orElseThrow(() ->
                new WeirFault(FaultCode.RTMP_AMF_MALFORMED, "connect without command object"));
    TcUrl tcUrl = TcUrl.parse(said.string("tcUrl").or(() -> said.string("tcurl")).orElse(""));
    NameWithQuery path = NameWithQuery.split(tcUrl.path());
    NameWithQuery app = NameWithQuery.split(said.string("app").orElse(""));
    return new ConnectRequest(
        tcUrl.host(),
        app.name().isEmpty() ? path.name() : app.name(),
        NameWithQuery.join(app.query(), path.query()),
        said.string("flashVer").orElse(""),
        said.string("pageUrl").orElse(""),
        EnhancedCapabilities.read(said));
  }

  private static String requiredName(CommandMessage message) {
    return message
        .string(1)
        .orElseThrow(
            () -> new WeirFault(FaultCode.RTMP_AMF_MALFORMED, message.name() + " without a name"));
  }
}
