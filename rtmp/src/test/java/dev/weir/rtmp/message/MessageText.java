package dev.weir.rtmp.message;

import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfDate;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.AmfUndefined;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.rtmp.chunk.RawMessage;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Messages as lines that a person can read and a golden file can hold. */
public final class MessageText {

  private MessageText() {}

  /** One line. */
  public static String line(RawMessage raw) {
    RtmpMessage message = RtmpMessage.read(raw);
    String said =
        switch (message) {
          case AudioMessage audio -> "audio " + body(audio.body());
          case VideoMessage video -> "video " + body(video.body());
          case DataMessage data -> "data " + values(AmfReader.readAll(data.values()));
          case CommandMessage command ->
              "command %s #%s %s"
                  .formatted(
                      command.name(), number(command.transactionId()), values(command.arguments()));
          case AggregateMessage aggregate -> "aggregate " + body(aggregate.body());
          case IgnoredMessage ignored -> "ignored " + body(ignored.raw().body());
          case IgnoredUserControl ignored -> "ignored user control " + body(ignored.raw().body());
          case SetChunkSize _,
              AbortMessage _,
              Acknowledgement _,
              WindowAcknowledgementSize _,
              SetPeerBandwidth _,
              UserControl _ ->
              message.toString();
        };
    return "@%d cs=%d ms=%d %s"
        .formatted(raw.timestampMs(), raw.chunkStreamId(), raw.messageStreamId(), said);
  }

  private static String body(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    ByteSlice head = new ByteSlice(body, 0, Math.min(5, body.length));
    return "%d bytes %s crc=%08x"
        .formatted(body.length, HexFormat.of().formatHex(head.toByteArray()), crc.getValue());
  }

  private static String values(List<AmfValue> values) {
    return values.stream().map(MessageText::value).collect(Collectors.joining(" "));
  }

  private static String value(AmfValue value) {
    return switch (value) {
      case AmfString(String text) -> "\"" + text + "\"";
      case AmfNumber(double n) -> number(n);
      case AmfBoolean(boolean b) -> Boolean.toString(b);
      case AmfNull() -> "null";
      case AmfUndefined() -> "undefined";
      case AmfDate(double ms, int zone) -> "date " + number(ms) + " " + zone;
      case AmfStrictArray(List<AmfValue> elements) -> "[" + values(elements) + "]";
      case AmfObject(Map<String, AmfValue> properties) -> "{" + properties(properties) + "}";
      case AmfEcmaArray(Map<String, AmfValue> properties) -> "ecma{" + properties(properties) + "}";
    };
  }

  private static String properties(Map<String, AmfValue> properties) {
    return properties.entrySet().stream()
        .map(e -> e.getKey() + ": " + value(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
