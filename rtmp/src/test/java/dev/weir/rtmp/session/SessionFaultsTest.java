package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a peer does wrong ends in a close with its code, and the owner hears of it first. */
class SessionFaultsTest {

  private static final AmfObject WHO = AmfObject.builder().put("app", "live").toObject();

  static Stream<Arguments> misdeeds() {
    return Stream.of(
        fault(FaultCode.RTMP_COMMAND_UNEXPECTED, talk -> talk.connect(WHO)),
        fault(FaultCode.RTMP_COMMAND_UNEXPECTED, talk -> talk.call("publish", 0, "b")),
        fault(FaultCode.RTMP_COMMAND_UNEXPECTED, talk -> talk.call("play", 0, "b")),
        fault(FaultCode.RTMP_AMF_MALFORMED, talk -> talk.call("publish", 0, 5)),
        fault(FaultCode.RTMP_AMF_MALFORMED, talk -> talk.call("play", 0)),
        fault(FaultCode.RTMP_AMF_MALFORMED, talk -> talk.say(bomb())),
        fault(FaultCode.RTMP_AMF_MALFORMED, talk -> talk.say(raw(18, "0200"))),
        fault(FaultCode.RTMP_CHUNK_SIZE_INVALID, talk -> talk.say(new SetChunkSize(0))),
        fault(FaultCode.RTMP_CHUNK_SIZE_INVALID, talk -> talk.say(new SetChunkSize(127))),
        fault(FaultCode.RTMP_CHUNK_SIZE_INVALID, talk -> talk.say(new SetChunkSize(1L << 31))),
        fault(FaultCode.RTMP_CONTROL_MALFORMED, talk -> talk.say(raw(1, "0001"))),
        fault(FaultCode.RTMP_CONTROL_MALFORMED, talk -> talk.say(raw(5, "00"))),
        fault(
            FaultCode.RTMP_MESSAGE_TOO_LARGE,
            talk -> talk.bytes(Hex.bytes("06 000000 A00001 09 01000000"))),
        fault(FaultCode.RTMP_CHUNK_MALFORMED, talk -> talk.bytes(Hex.bytes("C9"))),
        fault(FaultCode.RTMP_CHUNK_MALFORMED, talk -> talk.say(raw(22, "0800"))));
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void closesAPublisherThatMisbehaves(FaultCode code, Consumer<Conversation> misdeed) {
    Conversation talk = Conversation.publishing();
    misdeed.accept(talk);
    assertThat(talk.heard())
        .singleElement()
        .asString()
        .contains("onStatus #0 null {level: \"error\"", code.rtmpStatus(), code.sentence());
    assertThat(talk.actions())
        .satisfiesExactly(
            ended ->
                assertThat(ended)
                    .isInstanceOfSatisfying(
                        SessionAction.PublishEnded.class, end -> assertCode(end.reason(), code)),
            close -> assertClosed(close, code));
    talk.bytes(Hex.bytes("04 000000 000001 08 01000000 AA"));
    talk.tick();
    assertThat(talk.actions()).as("deaf from then on").isEmpty();
    assertThat(talk.heard()).isEmpty();
  }

  @Test
  void wantsConnectFirst() {
    for (String command : List.of("publish", "play")) {
      Conversation talk = Conversation.afterHandshake();
      talk.call(command, 0, "demo01");
      assertThat(talk.heard()).as("nobody is told before connect").isEmpty();
      assertThat(talk.actions())
          .singleElement()
          .satisfies(close -> assertClosed(close, FaultCode.RTMP_COMMAND_UNEXPECTED));
    }
  }

  @Test
  void wantsACommandObjectInConnect() {
    Conversation talk = Conversation.afterHandshake();
    talk.say(CommandMessage.ofConnection("connect", 1, new AmfNull()));
    assertThat(talk.actions())
        .singleElement()
        .satisfies(close -> assertClosed(close, FaultCode.RTMP_AMF_MALFORMED));
  }

  @Test
  void toleratesAConnectThatSaysNothing() {
    Conversation talk = Conversation.afterHandshake();
    talk.connect(AmfObject.builder().toObject());
    talk.call("publish", 0, "demo01");
    assertThat(talk.actions())
        .last()
        .isInstanceOfSatisfying(
            SessionAction.PublishRequested.class,
            wish -> {
              assertThat(wish.request().host()).isEmpty();
              assertThat(wish.request().app()).isEmpty();
            });
  }

  @Test
  void closesABrokenHandshake() {
    Conversation talk = new Conversation();
    talk.bytes(Hex.bytes("47455420"));
    assertThat(talk.actions())
        .singleElement()
        .satisfies(close -> assertClosed(close, FaultCode.RTMP_HANDSHAKE_MALFORMED));
  }

  @ParameterizedTest
  @CsvSource({
    "publish, PUBLISH_NAME_TAKEN, NetStream.Publish.BadName",
    "publish, SIGNATURE_WRONG, NetStream.Publish.Denied",
    "publish, DOMAIN_UNKNOWN, NetConnection.Connect.Rejected",
    "publish, RTMP_ROLE_ABSENT, NetConnection.Connect.Rejected",
    "publish, SESSION_INVALID, NetStream.Publish.Denied",
    "play, STREAM_NOT_LIVE, NetStream.Play.StreamNotFound",
    "play, SIGNATURE_WRONG, NetStream.Play.Failed",
    "play, NAME_INVALID, NetStream.Play.Failed"
  })
  void refusesInWordsThatClientsKnow(String command, FaultCode code, String status) {
    Conversation talk = Conversation.connected();
    talk.call(command, 0, "demo01");
    talk.actions();
    talk.perform(talk.session.refuse(code, "limit 1, actual 2"));
    assertThat(talk.heard())
        .containsExactly(
            "@0 cs=5 ms=1 command onStatus #0 null {level: \"error\", code: \"%s\", description: \"%s\", details: \"%s\"}"
                .formatted(status, code.sentence(), code));
    assertThat(talk.actions()).containsExactly(new SessionAction.Close(code, "limit 1, actual 2"));
    assertThat(talk.session.accept(0)).as("too late").isEmpty();
  }

  @Test
  void tellsAPublisherWhyItIsCut() {
    Conversation talk = Conversation.publishing();
    talk.perform(talk.session.cut(FaultCode.PUBLISH_TAKEN_OVER, "by another"));
    assertThat(talk.heard()).singleElement().asString().contains("PUBLISH_TAKEN_OVER");
    assertThat(talk.actions())
        .containsExactly(
            new SessionAction.PublishEnded(
                new EndReason.Faulted(FaultCode.PUBLISH_TAKEN_OVER, "by another")),
            new SessionAction.Close(FaultCode.PUBLISH_TAKEN_OVER, "by another"));
  }

  @Test
  void boundsWhatIsHeldDuringADecision() {
    Conversation talk = Conversation.connected();
    talk.call("publish", 0, "demo01");
    talk.actions();
    talk.bytes(new byte[ServerSession.MAX_HELD_BYTES]);
    assertThat(talk.actions()).isEmpty();
    talk.bytes(new byte[1]);
    assertThat(talk.actions())
        .singleElement()
        .satisfies(close -> assertClosed(close, FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED));
  }

  private static Arguments fault(FaultCode code, Consumer<Conversation> misdeed) {
    return Arguments.of(code, misdeed);
  }

  private static RawMessage raw(int typeId, String hex) {
    return new RawMessage(3, typeId, 0, 0, Hex.bytes(hex));
  }

  private static RawMessage bomb() {
    ByteSink bomb = new ByteSink(60_000).bytes(Hex.bytes("020001 78"));
    for (int i = 0; i < 10_000; i++) {
      bomb.u8(3).u16(1).u8('a');
    }
    return new RawMessage(3, 20, 0, 0, bomb.toByteArray());
  }

  private static void assertClosed(SessionAction action, FaultCode code) {
    assertThat(action)
        .isInstanceOfSatisfying(
            SessionAction.Close.class, close -> assertThat(close.code()).isEqualTo(code));
  }

  private static void assertCode(EndReason reason, FaultCode code) {
    assertThat(reason)
        .isInstanceOfSatisfying(
            EndReason.Faulted.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
