package dev.weir.rtmp.message;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RawMessage;
import java.util.List;
import java.util.Optional;

/**
 * Type 20, or 17 from a client that talks AMF3: a remote call or its answer. RTMP 1.0, 7.1.1.
 *
 * @param messageStreamId the stream it is about; 0 is the connection itself
 * @param name what to do, or {@code _result}, {@code _error}, {@code onStatus}
 * @param transactionId what the answer refers to; 0 when none is expected
 * @param arguments the rest; the first one is the command object, or null
 */
public record CommandMessage(
    int messageStreamId, String name, double transactionId, List<AmfValue> arguments)
    implements RtmpMessage {

  private static final int CONNECTION_CHUNK_STREAM_ID = 3;
  private static final int STREAM_CHUNK_STREAM_ID = 5;

  /** Takes a copy of the arguments. */
  public CommandMessage {
    arguments = List.copyOf(arguments);
  }

  /** A command about the connection itself. */
  public static CommandMessage ofConnection(
      String name, double transactionId, AmfValue... arguments) {
    return new CommandMessage(0, name, transactionId, List.of(arguments));
  }

  static CommandMessage read(RawMessage raw) {
    List<AmfValue> values = AmfBody.read(AmfBody.slice(raw));
    if (values.isEmpty() || !(values.getFirst() instanceof AmfString(String name))) {
      throw new WeirFault(FaultCode.RTMP_AMF_MALFORMED, "a command without a name");
    }
    boolean numbered = values.size() > 1 && values.get(1) instanceof AmfNumber;
    double transactionId =
        numbered && values.get(1) instanceof AmfNumber(double number) ? number : 0;
    return new CommandMessage(
        raw.messageStreamId(),
        name,
        transactionId,
        values.subList(numbered ? 2 : 1, values.size()));
  }

  /** The argument at {@code index}; null when there are not as many. */
  public AmfValue argument(int index) {
    return index < arguments.size() ? arguments.get(index) : new AmfNull();
  }

  /** The text at {@code index} of the arguments; empty when absent or of another type. */
  public Optional<String> string(int index) {
    return argument(index) instanceof AmfString(String text) ? Optional.of(text) : Optional.empty();
  }

  /** The object or ECMA array at {@code index} of the arguments; empty when it is neither. */
  public Optional<AmfProperties> properties(int index) {
    return argument(index) instanceof AmfProperties found ? Optional.of(found) : Optional.empty();
  }

  @Override
  public RawMessage write() {
    ByteSink body = new ByteSink(256);
    AmfWriter writer = new AmfWriter(body).write(name).write(transactionId);
    arguments.forEach(writer::write);
    int chunkStreamId = messageStreamId == 0 ? CONNECTION_CHUNK_STREAM_ID : STREAM_CHUNK_STREAM_ID;
    return new RawMessage(
        chunkStreamId, MessageType.COMMAND_AMF0, messageStreamId, 0, body.toByteArray());
  }
}
