package dev.weir.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.testkit.bytes.Damage;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message as a value and as bytes, both directions. */
class RtmpMessageTest {

  static Stream<Arguments> messages() {
    return Stream.of(
        arguments(new SetChunkSize(4096), 1, "00001000"),
        arguments(new SetChunkSize(0x8000_0000L), 1, "80000000"),
        arguments(new AbortMessage(6), 2, "00000006"),
        arguments(new Acknowledgement(0xFFFF_FFFFL), 3, "ffffffff"),
        arguments(new StreamBegin(1), 4, "0000 00000001"),
        arguments(new StreamEof(1), 4, "0001 00000001"),
        arguments(new StreamDry(1), 4, "0002 00000001"),
        arguments(new SetBufferLength(1, 3000), 4, "0003 00000001 00000bb8"),
        arguments(new StreamIsRecorded(1), 4, "0004 00000001"),
        arguments(new PingRequest(0xFFFF_FFF0L), 4, "0006 fffffff0"),
        arguments(new PingResponse(7), 4, "0007 00000007"),
        arguments(new WindowAcknowledgementSize(2_500_000), 5, "002625a0"),
        arguments(new SetPeerBandwidth(2_500_000, SetPeerBandwidth.DYNAMIC), 6, "002625a0 02"),
        arguments(
            CommandMessage.ofConnection("createStream", 4, new AmfNull()),
            20,
            "02000c 63726561746553747265616d 00 4010000000000000 05"),
        arguments(
            CommandMessage.ofConnection("x", 0, AmfObject.builder().put("a", true).toObject()),
            20,
            "020001 78 00 0000000000000000 03 0001 61 0101 000009"),
        arguments(
            DataMessage.of(0, 0, new AmfString("a"), new AmfBoolean(true)), 18, "020001 61 0101"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsAndWrites(RtmpMessage message, int typeId, String hex) {
    RawMessage written = message.write();
    assertThat(written.typeId()).isEqualTo(typeId);
    assertThat(Hex.text(written.body())).isEqualTo(hex.replace(" ", ""));
    assertThat(RtmpMessage.read(raw(typeId, hex))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ''",
    "1, 000010",
    "1, 0000100000",
    "2, 00",
    "3, 0000000000",
    "5, 000000",
    "6, 002625a0",
    "6, 002625a00200",
    "4, ''",
    "4, 00",
    "4, 0000",
    "4, 0006000000",
    "4, 000600000000 00",
    "4, 0003 00000001",
    "4, 0003 00000001 00000bb8 00"
  })
  void refusesControlMessagesOfAnotherLength(int typeId, String hex) {
    assertFault(typeId, hex, FaultCode.RTMP_CONTROL_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "20, ''", // nothing
    "20, 0101", // a boolean for a name
    "20, 02000c6372", // half a name
    "20, 020001 78 00 0000", // half a transaction
    "20, 020001 78 00 0000000000000000 0e", // a record set
    "18, 0200", // half a length
    "15, 00 02"
  })
  void refusesAmfThatCannotBeRead(int typeId, String hex) {
    assertFault(typeId, hex, FaultCode.RTMP_AMF_MALFORMED);
  }

  @Test
  void refusesAmfNestedWithoutEnd() {
    ByteSink bomb =
        new ByteSink(65_536).bytes(Hex.bytes("020007 636f6e6e656374 00 3ff0000000000000"));
    while (bomb.size() < 65_000) {
      bomb.u8(3).u16(1).u8('a');
    }
    assertFault(20, Hex.text(bomb.toByteArray()), FaultCode.RTMP_AMF_MALFORMED);
  }

  @Test
  void readsCommandsOfClientsThatTalkAmf3() {
    String body = "020001 78 00 3ff0000000000000 05 11 06 03 79";
    CommandMessage expected =
        CommandMessage.ofConnection("x", 1, new AmfNull(), new AmfString("y"));
    assertThat(RtmpMessage.read(raw(17, "00" + body))).isEqualTo(expected);
    assertThat(RtmpMessage.read(raw(17, body))).as("without the byte in front").isEqualTo(expected);
  }

  @Test
  void readsACommandWithoutTransaction() {
    assertThat(RtmpMessage.read(raw(20, "020001 78 05 020001 79")))
        .isEqualTo(CommandMessage.ofConnection("x", 0, new AmfNull(), new AmfString("y")));
  }

  @Test
  void writesOutAsAmf0WhatAnAmf3ClientSays() {
    assertThat(RtmpMessage.read(raw(15, "00 020001 78 11 04 05")))
        .isEqualTo(DataMessage.of(0, 0, new AmfString("x"), new AmfNumber(5)));
  }

  @Test
  void knowsWhichStreamACommandIsAbout() {
    CommandMessage command = new CommandMessage(1, "onStatus", 0, List.of(new AmfNull()));
    assertThat(command.write().messageStreamId()).isEqualTo(1);
    assertThat(command.write().chunkStreamId()).isEqualTo(5);
    assertThat(command.argument(5)).isEqualTo(new AmfNull());
    assertThat(command.string(0)).isEmpty();
    assertThat(command.properties(0)).isEmpty();
  }

  @Test
  void passesMediaThrough() {
    byte[] body = {0x17, 1};
    RawMessage video = new RawMessage(6, 9, 1, 40, body);
    assertThat(RtmpMessage.read(video)).isEqualTo(new VideoMessage(1, 40, body));
    assertThat(new VideoMessage(1, 40, body).write()).isEqualTo(video);
    RawMessage audio = new RawMessage(4, 8, 1, 40, body);
    assertThat(RtmpMessage.read(audio)).isEqualTo(new AudioMessage(1, 40, body));
    assertThat(new AudioMessage(1, 40, body).write()).isEqualTo(audio);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    RawMessage sharedObject = raw(19, "0102");
    assertThat(RtmpMessage.read(sharedObject)).isEqualTo(new IgnoredMessage(sharedObject));
    RawMessage swfVerification = raw(4, "001a");
    assertThat(RtmpMessage.read(swfVerification))
        .isEqualTo(new IgnoredUserControl(swfVerification));
    assertThat(new IgnoredUserControl(swfVerification).write()).isEqualTo(swfVerification);
  }

  @Test
  void damageEndsInAFaultOrInAMessage() {
    byte[] connect =
        CommandMessage.ofConnection(
                "connect", 1, AmfObject.builder().put("app", "live").put("n", 1).toObject())
            .write()
            .body();
    for (long seed = 0; seed < 5_000; seed++) {
      byte[] body = Damage.damaged(connect, seed);
      RawMessage raw = new RawMessage(3, (int) (seed % 24), 0, 0, body);
      try {
        RtmpMessage message = RtmpMessage.read(raw);
        if (message instanceof AggregateMessage aggregate) {
          assertThat(aggregate.parts()).as("seed %d", seed).isNotNull();
        }
      } catch (WeirFault expected) {
        assertThat(expected.code().name()).as("seed %d", seed).startsWith("RTMP_");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void keepsTheSetDataFrameForWhoeverAsks() {
    DataMessage data =
        DataMessage.of(1, 5, new AmfString("@setDataFrame"), new AmfString("onMetaData"));
    assertThat(data.values()).isInstanceOf(ByteSlice.class);
    assertThat(RtmpMessage.read(data.write())).isEqualTo(data);
  }

  private static RawMessage raw(int typeId, String hex) {
    return new RawMessage(3, typeId, 0, 0, Hex.bytes(hex));
  }

  private static void assertFault(int typeId, String hex, FaultCode code) {
    assertThatThrownBy(() -> RtmpMessage.read(raw(typeId, hex)))
        .isInstanceOfSatisfying(WeirFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
