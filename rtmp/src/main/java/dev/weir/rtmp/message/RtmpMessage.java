package dev.weir.rtmp.message;

import dev.weir.contract.fault.WeirFault;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;

/** One RTMP message, understood. */
public sealed interface RtmpMessage
    permits SetChunkSize,
        AbortMessage,
        Acknowledgement,
        UserControl,
        WindowAcknowledgementSize,
        SetPeerBandwidth,
        AudioMessage,
        VideoMessage,
        DataMessage,
        CommandMessage,
        AggregateMessage,
        IgnoredMessage {

  /** The message in the form that chunks carry, on the chunk stream that is customary for it. */
  RawMessage write();

  /**
   * Reads a message of any type; one that nobody here needs becomes an {@link IgnoredMessage}.
   * Throws {@link WeirFault} when it breaks its own format.
   */
  static RtmpMessage read(RawMessage raw) {
    return switch (raw.typeId()) {
      case MessageType.SET_CHUNK_SIZE -> SetChunkSize.read(raw);
      case MessageType.ABORT -> AbortMessage.read(raw);
      case MessageType.ACKNOWLEDGEMENT -> Acknowledgement.read(raw);
      case MessageType.USER_CONTROL -> UserControl.read(raw);
      case MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE -> WindowAcknowledgementSize.read(raw);
      case MessageType.SET_PEER_BANDWIDTH -> SetPeerBandwidth.read(raw);
      case MessageType.AUDIO -> AudioMessage.read(raw);
      case MessageType.VIDEO -> VideoMessage.read(raw);
      case MessageType.DATA_AMF0, MessageType.DATA_AMF3 -> DataMessage.read(raw);
      case MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3 -> CommandMessage.read(raw);
      case MessageType.AGGREGATE -> AggregateMessage.read(raw);
      default -> new IgnoredMessage(raw);
    };
  }
}
