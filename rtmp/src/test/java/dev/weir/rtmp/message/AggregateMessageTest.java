package dev.weir.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSink;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateMessageTest {

  private static final String AUDIO = "08 000002 000064 00 000000 AF01 0000000D";
  private static final String VIDEO = "09 000003 00008C 00 000000 270100 0000000E";

  @Test
  void placesItsPartsOnItsOwnTimeline() {
    List<RtmpMessage> parts = aggregate(5_000, AUDIO + VIDEO).parts();
    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst())
        .isInstanceOfSatisfying(
            AudioMessage.class,
            audio -> {
              assertThat(audio.timestampMs()).isEqualTo(5_000);
              assertThat(audio.messageStreamId()).isEqualTo(1);
              assertThat(Hex.text(audio.body())).isEqualTo("af01");
            });
    assertThat(parts.getLast())
        .isInstanceOfSatisfying(
            VideoMessage.class, video -> assertThat(video.timestampMs()).isEqualTo(5_040));
  }

  @Test
  void readsTheUpperEightBitsOfAPartsTimeBehindTheLowerOnes() {
    String late = "08 000001 000010 01 000000 AA 0000000C";
    String later = "08 000001 000015 01 000000 BB 0000000C";
    assertThat(aggregate(7, late + later).parts())
        .extracting(part -> ((AudioMessage) part).timestampMs())
        .containsExactly(7L, 12L);
  }

  @Test
  void goesOnAcrossAWrapWithinItself() {
    String before = "08 000001 FFFFFE FF 000000 AA 0000000C";
    String after = "08 000001 000002 00 000000 BB 0000000C";
    assertThat(aggregate(4_294_967_294L, before + after).parts())
        .extracting(part -> ((AudioMessage) part).timestampMs())
        .containsExactly(4_294_967_294L, 4_294_967_298L);
  }

  @Test
  void toleratesAMissingLastTrailer() {
    String withoutTrailer = AUDIO.substring(0, AUDIO.lastIndexOf(' '));
    assertThat(aggregate(0, withoutTrailer).parts()).hasSize(1);
  }

  @Test
  void leavesOutWhatHasNoPlaceInIt() {
    String command = "14 000001 000000 00 000000 05 0000000C";
    String aggregate = "16 000001 000000 00 000000 05 0000000C";
    byte[] data = DataMessage.of(0, 0, new AmfString("onCuePoint")).write().body();
    ByteSink script = new ByteSink(40).u8(18).u24(data.length).u32(0).u24(0).bytes(data).u32(0);
    assertThat(aggregate(0, command + aggregate + Hex.text(script.toByteArray())).parts())
        .hasOnlyElementsOfType(DataMessage.class)
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08", "08 000002 000064 00 000000 AF", "08 FFFFFF 000064 00 000000 AF01"})
  void refusesPartsThatDoNotFit(String hex) {
    assertFault(aggregate(0, hex));
  }

  @Test
  void refusesTooManyParts() {
    ByteSink sink = new ByteSink(70_000);
    for (int i = 0; i <= AggregateMessage.MAX_PARTS; i++) {
      sink.u8(8).u24(0).u32(0).u24(0).u32(11);
    }
    assertFault(new AggregateMessage(1, 0, sink.toByteArray()));
  }

  @Test
  void refusesAPartOverItsLimit() {
    int length = (1 << 20) + 1;
    byte[] body =
        new ByteSink(length + 20).u8(8).u24(length).u32(0).u24(0).fill(length, 1).toByteArray();
    assertFault(new AggregateMessage(1, 0, body));
  }

  private static AggregateMessage aggregate(long timestampMs, String hex) {
    return new AggregateMessage(1, timestampMs, Hex.bytes(hex));
  }

  private static void assertFault(AggregateMessage aggregate) {
    assertThatThrownBy(aggregate::parts)
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.RTMP_CHUNK_MALFORMED));
  }
}
