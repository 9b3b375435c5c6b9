package dev.weir.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.runtime.live.Reports;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

  @Test
  void readsStreamsThatItWrote() {
    List<StreamReport> reports =
        List.of(Reports.stream("node-1", "demo01"), Reports.stream("node-1", "demo02"));
    assertThat(ReportJson.readStreams(ReportJson.writeStreams(reports))).isEqualTo(reports);
    assertThat(ReportJson.readStreams(ReportJson.writeStreams(List.of()))).isEmpty();
  }

  @Test
  void readsViewersThatItWrote() {
    List<ViewerReport> reports =
        List.of(
            Reports.viewers("node-1", "demo01", Map.of(PlayProtocol.HLS, 3, PlayProtocol.RTMP, 1)),
            Reports.viewers("node-1", "demo02", Map.of()));
    assertThat(ReportJson.readViewers(ReportJson.writeViewers(reports))).isEqualTo(reports);
  }

  @Test
  void cutsOffWhatAnEncoderSaysAtLength() {
    StreamReport talkative = Reports.stream("node-1", "demo01", "x".repeat(60_000));
    String text = ReportJson.writeStreams(List.of(talkative));
    assertThat(ReportJson.readStreams(text).getFirst().encoder()).hasSize(ReportJson.MAX_PEER_TEXT);
  }

  @Test
  void refusesWhatItDidNotWrite() {
    for (String bad :
        new String[] {"", "{}", "{\"v\":2,\"streams\":[]}", "{\"v\":1,\"streams\":[{}]}"}) {
      assertThatThrownBy(() -> ReportJson.readStreams(bad))
          .isInstanceOf(MalformedWireException.class);
    }
  }
}
