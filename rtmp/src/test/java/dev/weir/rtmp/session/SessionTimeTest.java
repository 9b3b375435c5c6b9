package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.rtmp.message.AudioMessage;
import dev.weir.rtmp.message.DataMessage;
import dev.weir.rtmp.message.VideoMessage;
import dev.weir.rtmp.message.WindowAcknowledgementSize;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines, pings and acknowledgements, ING-01 and ING-04. */
class SessionTimeTest {

  private static final Duration ALMOST = Duration.ofMillis(1);

  static Stream<Arguments> phases() {
    return Stream.of(
        phase("handshake", 10, FaultCode.RTMP_HANDSHAKE_TIMEOUT, Conversation::new),
        phase("connect", 10, FaultCode.RTMP_CONNECT_TIMEOUT, Conversation::afterHandshake),
        phase("command", 10, FaultCode.RTMP_COMMAND_TIMEOUT, Conversation::connected),
        phase(
            "decision",
            10,
            FaultCode.INTERNAL,
            () -> {
              Conversation talk = Conversation.connected();
              talk.call("publish", 0, "demo01");
              talk.actions();
              return talk;
            }),
        phase("first media", 20, FaultCode.PUBLISHER_SILENT, Conversation::publishing),
        phase(
            "media",
            10,
            FaultCode.PUBLISHER_SILENT,
            () -> {
              Conversation talk = Conversation.publishing();
              talk.say(new VideoMessage(1, 0, new byte[] {1}));
              talk.actions();
              return talk;
            }),
        phase(
            "another command",
            10,
            FaultCode.RTMP_COMMAND_TIMEOUT,
            () -> {
              Conversation talk = Conversation.publishing();
              talk.call("deleteStream", 0, 1);
              talk.actions();
              return talk;
            }));
  }

  @ParameterizedTest(name = "{0} within {1} s")
  @MethodSource("phases")
  void closesAPeerThatTakesTooLong(
      String name, int seconds, FaultCode code, Supplier<Conversation> start) {
    Conversation talk = start.get();
    Duration limit = Duration.ofSeconds(seconds);
    assertThat(talk.session.deadlineNanos()).as(name).isEqualTo(limit.toNanos());
    talk.pass(limit.minus(ALMOST));
    talk.tick();
    assertThat(talk.actions()).as("not yet").isEmpty();
    talk.pass(ALMOST);
    talk.tick();
    assertThat(talk.actions())
        .last()
        .isInstanceOfSatisfying(
            SessionAction.Close.class, close -> assertThat(close.code()).isEqualTo(code));
  }

  @Test
  void aByteAtATimeDoesNotExtendADeadline() {
    Conversation talk = Conversation.connected();
    for (int second = 0; second < 9; second++) {
      talk.pass(Duration.ofSeconds(1));
      talk.call("createStream", second);
      talk.tick();
    }
    assertThat(talk.actions()).isEmpty();
    talk.pass(Duration.ofSeconds(1));
    talk.tick();
    assertThat(talk.actions()).hasSize(1);
  }

  @Test
  void onlySoundAndPicturesCountAsMedia() {
    Conversation talk = Conversation.publishing();
    talk.say(new AudioMessage(1, 0, new byte[] {1}));
    talk.actions();
    talk.pass(Duration.ofSeconds(9));
    talk.say(DataMessage.of(1, 0, new AmfString("onCuePoint")));
    talk.say(new AudioMessage(1, 0, new byte[0]));
    talk.actions();
    talk.pass(Duration.ofSeconds(1));
    talk.tick();
    assertThat(talk.actions()).last().isInstanceOf(SessionAction.Close.class);
  }

  @Test
  void pingsPlayersForEver() {
    Conversation talk = Conversation.playing();
    for (int i = 1; i <= 5; i++) {
      talk.pass(Duration.ofSeconds(30));
      assertThat(talk.session.deadlineNanos()).isEqualTo(talk.nowNanos());
      talk.tick();
      assertThat(talk.heard())
          .containsExactly("@0 cs=2 ms=0 PingRequest[timestampMs=%d]".formatted(30_000 * i));
    }
    assertThat(talk.actions()).isEmpty();
  }

  @Test
  void pingsPublishersThatAreHeard() {
    Conversation talk = Conversation.publishing();
    for (int second = 0; second < 30; second += 5) {
      talk.pass(Duration.ofSeconds(5));
      talk.say(new AudioMessage(1, second, new byte[] {1}));
      talk.tick();
    }
    assertThat(talk.heard()).singleElement().asString().contains("PingRequest");
  }

  @Test
  void acknowledgesOncePerReadHoweverSmallTheWindow() {
    Conversation talk = Conversation.publishing();
    talk.say(new WindowAcknowledgementSize(1));
    assertThat(talk.heard()).isEmpty();
    byte[] frame = new byte[100_000];
    talk.say(new VideoMessage(1, 0, frame));
    assertThat(talk.heard()).singleElement().asString().contains("Acknowledgement");
    talk.say(new AudioMessage(1, 0, new byte[1_000]));
    assertThat(talk.heard()).as("the floor is 32 KiB").isEmpty();
  }

  @Test
  void acknowledgesEveryTwoAndAHalfMegabytesUnlessTold() {
    AckWindow window = new AckWindow();
    assertThat(window.received(2_499_999)).isEmpty();
    assertThat(window.received(1)).isPresent();
    assertThat(window.received(2_499_999)).isEmpty();
  }

  @Test
  void theCountOfReceivedBytesWraps() {
    AckWindow window = new AckWindow();
    long total = 0;
    while (total < 0x1_0000_0000L) {
      window.received(1 << 30);
      total += 1 << 30;
    }
    assertThat(window.received(3_000_000).orElseThrow().sequenceNumber()).isEqualTo(3_000_000);
  }

  private static Arguments phase(
      String name, int seconds, FaultCode code, Supplier<Conversation> start) {
    return Arguments.of(name, seconds, code, start);
  }
}
