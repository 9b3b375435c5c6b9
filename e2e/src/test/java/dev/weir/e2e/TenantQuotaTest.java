package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that ingest and serve viewers, and a tenant whose quotas hold on both together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TenantQuotaTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int STREAMS = 2;
  private static final int VIEWERS = 4;

  /** Newcomers are let in however late the event loops of a busy machine are. */
  private static final Map<String, String> ANY_LOAD =
      Map.of("WEIR_GATEWAY_LOAD_MAX_LATENESS", "0s");

  private Cluster cluster;
  private WeirProcess one;
  private WeirProcess two;
  private Path file;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = Cluster.start(folder);
    cluster.quota("LIVE_STREAMS", STREAMS);
    cluster.quota("VIEWERS", VIEWERS);
    cluster.node("desk", "portal");
    one = cluster.node("one", "ingest,gateway", ANY_LOAD);
    two = cluster.node("two", "ingest,gateway", ANY_LOAD);
    file = Source.h264AndAac().draw(folder, "quota", 60);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void streamsAndViewersOfAllNodesAreCountedTogether() {
    try (Running encoder = Encoder.loop(file, cluster.quickstart(one).pushUrl("first"));
        RawRtmp second = ask(two, "second")) {
      assertThat(second.text()).contains("NetStream.Publish.Start");
      for (WeirProcess node : List.of(one, two)) {
        cluster.quickstart(node).awaitLive("first");
        try (RawRtmp third = ask(node, "third")) {
          third.awaitText("TENANT_STREAMS_EXCEEDED", PATIENCE);
          assertThat(third.text())
              .contains("NetStream.Publish.Denied", "as many live streams as its quota allows");
        }
      }
      viewersAreCountedTogether();
      assertThat(encoder.isAlive()).isTrue();
    }
  }

  private void viewersAreCountedTogether() {
    List<FlvViewer> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < VIEWERS; i++) {
        viewers.add(FlvViewer.open(playUrl(i % 2 == 0 ? one : two)));
      }
      viewers.forEach(TenantQuotaTest::plays);
      // Each knows of its own two at once, and of the other's two within two seconds.
      for (WeirProcess node : List.of(one, two)) {
        await("a refusal").atMost(PATIENCE).until(() -> refuses(node));
        assertThat(node.metrics().faults("TENANT_VIEWERS_EXCEEDED")).isPositive();
      }
      viewers.forEach(TenantQuotaTest::plays);

      viewers.removeLast().close();
      await("room again").atMost(PATIENCE).until(() -> !refuses(one) && !refuses(two));
    } finally {
      viewers.forEach(FlvViewer::close);
    }
  }

  /** Asks for a playlist, which is asked of the quota, too, and is nobody who watches yet. */
  private boolean refuses(WeirProcess node) {
    HttpResponse<String> answer = Web.get(cluster.quickstart(node).playUrl("first.m3u8"));
    return answer.statusCode() == 403 && answer.body().contains("TENANT_VIEWERS_EXCEEDED");
  }

  private URI playUrl(WeirProcess node) {
    return cluster.quickstart(node).playUrl("first.flv");
  }

  private RawRtmp ask(WeirProcess node, String stream) {
    String url = cluster.quickstart(node).pushUrl(stream);
    RawRtmp encoder = RawRtmp.connect(url);
    encoder.publish(url);
    encoder.awaitText("NetStream.Publish.", PATIENCE);
    return encoder;
  }

  private static void plays(FlvViewer viewer) {
    long from = System.nanoTime();
    viewer.await(tag -> tag.frame() && tag.arrivedNanos() > from, PATIENCE);
  }
}
