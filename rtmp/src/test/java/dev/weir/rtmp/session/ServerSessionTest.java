package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.message.AudioMessage;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.DataMessage;
import dev.weir.rtmp.message.PingRequest;
import dev.weir.rtmp.message.VideoMessage;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of things in good order: what is said, what is answered, what the owner hears. */
class ServerSessionTest {

  private static final byte[] FRAME = {0x17, 1, 0, 0, 0};

  @Test
  void answersConnect() {
    Conversation talk = Conversation.afterHandshake();
    talk.connect(
        AmfObject.builder()
            .put("app", "live")
            .put("flashVer", "FMLE/3.0")
            .put("tcUrl", "rtmp://Push.Example:1935/live")
            .put("pageUrl", "https://page.example/")
            .toObject());
    assertThat(talk.heard())
        .containsExactly(
            "@0 cs=2 ms=0 WindowAcknowledgementSize[windowBytes=2500000]",
            "@0 cs=2 ms=0 SetPeerBandwidth[windowBytes=2500000, limitType=2]",
            "@0 cs=2 ms=0 SetChunkSize[sizeBytes=65536]",
            "@0 cs=3 ms=0 command _result #1 "
                + "{fmsVer: \"FMS/3,5,7,7009\", capabilities: 31, mode: 1} "
                + "{level: \"status\", code: \"NetConnection.Connect.Success\", "
                + "description: \"Connection succeeded.\", objectEncoding: 0}");
    assertThat(talk.actions())
        .containsExactly(
            new SessionAction.Connected(
                new ConnectRequest(
                    "push.example",
                    "live",
                    "",
                    "FMLE/3.0",
                    "https://page.example/",
                    EnhancedCapabilities.NONE)));
  }

  @Test
  void speaksOfEnhancedRtmpToThoseWhoDo() {
    Conversation talk = Conversation.afterHandshake();
    talk.connect(
        AmfObject.builder()
            .put("app", "live")
            .put("fourCcList", new AmfStrictArray(List.of(new AmfString("hvc1"))))
            .put("videoFourCcInfoMap", AmfObject.builder().put("*", 4).toObject())
            .put("capsEx", 3)
            .toObject());
    assertThat(talk.heard().getLast())
        .contains("fourCcList: [\"avc1\" \"hvc1\" \"av01\"")
        .contains("videoFourCcInfoMap: {", "av01: 4", "audioFourCcInfoMap: {", "Opus: 4")
        .contains("capsEx: 6");
    assertThat(talk.actions())
        .first()
        .isInstanceOfSatisfying(
            SessionAction.Connected.class,
            connected ->
                assertThat(connected.request().enhanced())
                    .isEqualTo(
                        new EnhancedCapabilities(
                            List.of("hvc1"), Map.of("*", 4), Map.of(), 3, true)));
  }

  @Test
  void leadsAnEncoderToItsPublish() {
    Conversation talk = Conversation.connected();
    talk.call("releaseStream", 2, "demo01");
    talk.call("FCPublish", 3, "demo01");
    talk.call("createStream", 4);
    talk.call("_checkbw", 5);
    assertThat(talk.heard())
        .containsExactly(
            "@0 cs=3 ms=0 command _result #2 null null",
            "@0 cs=3 ms=0 command onFCPublish #0 null {level: \"status\", "
                + "code: \"NetStream.Publish.Start\", description: \"Go ahead.\"}",
            "@0 cs=3 ms=0 command _result #3 null null",
            "@0 cs=3 ms=0 command _result #4 null 1",
            "@0 cs=3 ms=0 command _result #5 null null");
    talk.call("publish", 6, new AmfString("demo01?auth_key=1-2-3"), new AmfString("live"));
    assertThat(talk.heard()).as("the owner decides").isEmpty();
    assertThat(talk.session.wantsInput()).as("to see it hang up").isTrue();
    assertThat(talk.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            SessionAction.PublishRequested.class,
            wish -> {
              assertThat(wish.request().host()).isEqualTo("push.example");
              assertThat(wish.request().app()).isEqualTo("live");
              assertThat(wish.request().stream()).isEqualTo("demo01");
              assertThat(wish.request().query()).isEqualTo("auth_key=1-2-3");
            });
    talk.accept();
    assertThat(talk.session.wantsInput()).isTrue();
    assertThat(talk.heard())
        .containsExactly(
            "@0 cs=2 ms=0 StreamBegin[messageStreamId=1]",
            "@0 cs=5 ms=1 command onStatus #0 null {level: \"status\", "
                + "code: \"NetStream.Publish.Start\", description: \"Publishing has started.\"}");
  }

  @Test
  void passesTagsOn() {
    Conversation talk = Conversation.publishing();
    byte[] metadata =
        AmfWriter.toBytes(
            new AmfString("onMetaData"), new AmfEcmaArray(Map.of("width", new AmfNumber(2))));
    talk.say(
        DataMessage.of(
            1,
            0,
            new AmfString("@setDataFrame"),
            new AmfString("onMetaData"),
            new AmfEcmaArray(Map.of("width", new AmfNumber(2)))));
    talk.say(new VideoMessage(1, 40, FRAME));
    talk.say(new AudioMessage(1, 41, new byte[] {(byte) 0xAF, 1}));
    talk.say(new AudioMessage(1, 42, new byte[0]));
    talk.say(DataMessage.of(1, 43, new AmfString("@clearDataFrame"), new AmfString("onMetaData")));
    assertThat(tags(talk))
        .containsExactly(
            new ScriptTag(0, metadata),
            new VideoTag(40, FRAME),
            new AudioTag(41, new byte[] {(byte) 0xAF, 1}));
  }

  @Test
  void takesAggregatesApart() {
    Conversation talk = Conversation.publishing();
    byte[] body =
        Hex.bytes(
            "08 000002 000064 00 000000 AF01 0000000D 09 000002 000078 00 000000 2701 0000000D");
    talk.say(new RawMessage(4, 22, 1, 1_000, body));
    assertThat(tags(talk)).extracting(FlvTag::timestampMs).containsExactly(1_000L, 1_020L);
  }

  @Test
  void holdsWhatAnImpatientEncoderSends() {
    Conversation talk = Conversation.connected();
    talk.call("publish", 0, "demo01");
    talk.say(new VideoMessage(1, 0, FRAME));
    assertThat(talk.session.wantsInput()).as("no more of this for now").isFalse();
    talk.say(new VideoMessage(1, 40, FRAME));
    assertThat(tags(talk)).isEmpty();
    talk.accept();
    assertThat(tags(talk)).containsExactly(new VideoTag(0, FRAME), new VideoTag(40, FRAME));
  }

  @Test
  void holdsWhatStandsInTheSameReadAsTheWish() {
    Conversation talk = Conversation.connected();
    byte[] publish =
        chunk(
            new CommandMessage(1, "publish", 0, List.of(new AmfString(""), new AmfString("a")))
                .write());
    byte[] video = chunk(new VideoMessage(1, 0, FRAME).write());
    talk.bytes(new ByteSink(200).bytes(publish).bytes(video).toByteArray());
    assertThat(tags(talk)).isEmpty();
    talk.accept();
    assertThat(tags(talk)).containsExactly(new VideoTag(0, FRAME));
  }

  @Test
  void endsAPublishAndAllowsAnother() {
    for (String command : List.of("FCUnpublish", "deleteStream", "closeStream")) {
      Conversation talk = Conversation.publishing();
      talk.call(command, 0, 1);
      assertThat(talk.actions())
          .as(command)
          .containsExactly(new SessionAction.PublishEnded(new EndReason.Finished()));
      assertThat(talk.heard().getLast()).as(command).contains("NetStream.Unpublish.Success");
      talk.call("deleteStream", 0, 1);
      assertThat(talk.actions()).as("only once").isEmpty();
      talk.say(new VideoMessage(1, 40, FRAME));
      assertThat(talk.actions()).as("late frames").isEmpty();
      talk.call("publish", 0, "demo02");
      assertThat(talk.actions()).hasOnlyElementsOfType(SessionAction.PublishRequested.class);
    }
  }

  @Test
  void leadsAPlayerToItsPlay() {
    Conversation talk = Conversation.connected();
    talk.call("FCSubscribe", 3, "demo01");
    talk.call("getStreamLength", 4, "demo01");
    talk.call("play", 5, new AmfString("demo01?token=x"), new AmfNumber(-2000));
    assertThat(talk.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            SessionAction.PlayRequested.class,
            wish -> {
              assertThat(wish.request().stream()).isEqualTo("demo01");
              assertThat(wish.request().query()).isEqualTo("token=x");
            });
    talk.accept();
    assertThat(talk.heard())
        .containsExactly(
            "@0 cs=3 ms=0 command onFCSubscribe #0 null {level: \"status\", "
                + "code: \"NetStream.Play.Start\", description: \"Go ahead.\"}",
            "@0 cs=3 ms=0 command _result #3 null null",
            "@0 cs=3 ms=0 command _result #4 null 0",
            "@0 cs=2 ms=0 StreamBegin[messageStreamId=1]",
            "@0 cs=5 ms=1 command onStatus #0 null {level: \"status\", "
                + "code: \"NetStream.Play.Reset\", description: \"Playing and resetting.\"}",
            "@0 cs=5 ms=1 command onStatus #0 null {level: \"status\", "
                + "code: \"NetStream.Play.Start\", description: \"Started playing.\"}",
            "@0 cs=4 ms=1 data \"|RtmpSampleAccess\" true true");
  }

  @Test
  void finishesAPlayInGoodOrder() {
    Conversation talk = Conversation.playing();
    talk.call("pause", 0, 1);
    assertThat(talk.heard()).isEmpty();
    talk.perform(talk.session.finish());
    assertThat(talk.heard())
        .satisfiesExactly(
            eof -> assertThat(eof).contains("StreamEof"),
            unpublish -> assertThat(unpublish).contains("NetStream.Play.UnpublishNotify"),
            stop -> assertThat(stop).contains("NetStream.Play.Stop"));
    assertThat(talk.actions())
        .containsExactly(
            new SessionAction.PlayEnded(new EndReason.Finished()),
            new SessionAction.Close(FaultCode.STREAM_ENDED, "the stream has ended"));
    assertThat(talk.session.finish()).as("once").isEmpty();
  }

  @Test
  void aPlayerMayCloseItsStream() {
    Conversation talk = Conversation.playing();
    talk.call("closeStream", 0);
    assertThat(talk.actions())
        .containsExactly(new SessionAction.PlayEnded(new EndReason.Finished()));
  }

  @Test
  void answersPings() {
    Conversation talk = Conversation.publishing();
    talk.say(new PingRequest(77));
    assertThat(talk.heard()).containsExactly("@0 cs=2 ms=0 PingResponse[timestampMs=77]");
  }

  @Test
  void tellsTheOwnerWhenTheConnectionGoesAway() {
    Conversation talk = Conversation.publishing();
    talk.perform(talk.session.disconnected());
    assertThat(talk.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            SessionAction.PublishEnded.class,
            ended ->
                assertThat(ended.reason())
                    .isInstanceOfSatisfying(
                        EndReason.Faulted.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.PEER_CLOSED)));
    assertThat(talk.session.disconnected()).isEmpty();
  }

  private static List<FlvTag> tags(Conversation talk) {
    return talk.actions().stream()
        .filter(SessionAction.Media.class::isInstance)
        .map(action -> ((SessionAction.Media) action).tag())
        .toList();
  }

  private static byte[] chunk(RawMessage message) {
    return new ChunkWriter(128).toBytes(message);
  }
}
