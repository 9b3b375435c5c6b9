package dev.weir.gateway.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerReport;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Viewers are counted while they watch, once each, by stream and protocol. */
final class ViewerCensusTest {

  private static final NodeId NODE = new NodeId("edge-1");
  private static final DomainName PLAY = new DomainName("play.example.com");
  private static final DomainName OTHER_PLAY = new DomainName("watch.example.com");
  private static final StreamAddress STREAM = stream("demo01");
  private static final String ADDRESS = "192.0.2.7";
  private static final Duration STAY = Duration.ofSeconds(4);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.EPOCH);
  private final ViewerCensus census = new ViewerCensus(NODE, time);

  @Test
  void countsAConnectionUntilItCloses() {
    Presence first = census.enter(PLAY, STREAM, PlayProtocol.HTTP_FLV);
    Presence second = census.enter(PLAY, STREAM, PlayProtocol.RTMP);
    assertThat(census.takeCount())
        .containsExactly(report(Map.of(PlayProtocol.HTTP_FLV, 1, PlayProtocol.RTMP, 1)));

    first.close();
    first.close();
    assertThat(census.takeCount()).containsExactly(report(Map.of(PlayProtocol.RTMP, 1)));
    assertThat(census.viewers(PLAY)).isEqualTo(1);

    second.close();
    assertThat(census.viewers(PLAY)).isZero();
  }

  @Test
  void tellsOnceMoreThatNobodyIsLeftAndThenNothing() {
    census.enter(PLAY, STREAM, PlayProtocol.HTTP_FLV).close();

    assertThat(census.takeCount()).containsExactly(report(Map.of()));
    assertThat(census.takeCount()).isEmpty();
  }

  @Test
  void countsAnHlsSessionWhileItsRequestsAreRecent() {
    ViewerSession viewer = viewer(1);
    for (int request = 0; request < 5; request++) {
      census.seen(PLAY, STREAM, PlayProtocol.HLS, viewer, ADDRESS, STAY);
      time.advance(Duration.ofSeconds(3));
    }
    assertThat(census.takeCount()).containsExactly(report(Map.of(PlayProtocol.HLS, 1)));

    time.advance(Duration.ofSeconds(2));
    assertThat(census.takeCount()).containsExactly(report(Map.of()));
    assertThat(census.viewers(PLAY)).isZero();
  }

  @Test
  void countsAViewerWhoChangesTheContainerOnce() {
    census.seen(PLAY, STREAM, PlayProtocol.HLS, viewer(1), ADDRESS, STAY);
    census.seen(PLAY, STREAM, PlayProtocol.HLS_TS, viewer(1), ADDRESS, STAY);

    assertThat(census.takeCount()).containsExactly(report(Map.of(PlayProtocol.HLS_TS, 1)));
  }

  @Test
  void tellsWhoWatchesOverHlsAndWhatTheyGot() {
    census.seen(PLAY, STREAM, PlayProtocol.HLS, viewer(1), ADDRESS, STAY).sent(10);
    census.seen(PLAY, STREAM, PlayProtocol.HLS_TS, viewer(1), "192.0.2.8", STAY).sent(5);
    census.seen(OTHER_PLAY, STREAM, PlayProtocol.HLS, viewer(2), ADDRESS, STAY);
    census.seen(PLAY, stream("other"), PlayProtocol.HLS, viewer(3), ADDRESS, STAY);

    assertThat(census.hlsViewers(STREAM))
        .containsExactlyInAnyOrder(
            new ViewerSighting(
                viewer(1).viewer(), "", PLAY, PlayProtocol.HLS_TS, "192.0.2.8", Instant.EPOCH, 15),
            new ViewerSighting(
                viewer(2).viewer(), "", OTHER_PLAY, PlayProtocol.HLS, ADDRESS, Instant.EPOCH, 0));
    time.advance(STAY.plusSeconds(1));
    census.takeCount();
    assertThat(census.hlsViewers(STREAM)).isEmpty();
  }

  @Test
  void addsUpTheDomainsOfOneStreamAndKeepsTheirQuotasApart() {
    census.enter(PLAY, STREAM, PlayProtocol.HTTP_FLV);
    census.seen(OTHER_PLAY, STREAM, PlayProtocol.HLS, viewer(1), ADDRESS, STAY);
    census.seen(OTHER_PLAY, STREAM, PlayProtocol.HLS, viewer(2), ADDRESS, STAY);

    assertThat(census.takeCount())
        .containsExactly(report(Map.of(PlayProtocol.HTTP_FLV, 1, PlayProtocol.HLS, 2)));
    assertThat(census.viewers(PLAY)).isEqualTo(1);
    assertThat(census.viewers(OTHER_PLAY)).isEqualTo(2);
  }

  @Test
  void losesNobodyWhenManyThreadsComeAndGo() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Presence> stayed = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      int seed = t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 2_000; i++) {
                  StreamAddress stream = stream("s" + i % 7);
                  census.enter(PLAY, stream, PlayProtocol.HTTP_FLV).close();
                  census.seen(PLAY, stream, PlayProtocol.HLS, viewer(seed), ADDRESS, STAY);
                  census.takeCount();
                }
                stayed.add(census.enter(PLAY, STREAM, PlayProtocol.RTMP));
              }));
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(20));
      assertThat(thread.isAlive()).isFalse();
    }

    assertThat(census.viewers(PLAY)).isEqualTo(4 + 4 * 7);
    stayed.forEach(Presence::close);
    time.advance(STAY.plusSeconds(1));
    census.takeCount();
    assertThat(census.viewers(PLAY)).isZero();
  }

  private static ViewerReport report(Map<PlayProtocol, Integer> viewers) {
    return new ViewerReport(STREAM, NODE, viewers);
  }

  private static ViewerSession viewer(int number) {
    return new ViewerSession(
        new ViewerId("%024x".formatted(number)), Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
  }

  private static StreamAddress stream(String name) {
    return new StreamAddress(
        new TenantId(new UUID(1, 1)),
        new DomainName("push.example.com"),
        new AppName("live"),
        new StreamName(name));
  }
}
