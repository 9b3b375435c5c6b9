package dev.weir.portal;

import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthFinding;
import dev.weir.contract.health.HealthIssue;
import dev.weir.contract.health.HealthReport;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.runtime.live.MemoryLive;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Tells the live board of invented streams, as a node of the data plane would. */
public final class LiveTelling {

  private static final NodeId NODE = new NodeId("node1");

  private final MemoryLive live;

  public LiveTelling(MemoryLive live) {
    this.live = live;
  }

  /** These are live, and no others. */
  public void live(StreamReport... streams) {
    live.reportStreams(List.of(streams)).await();
  }

  /** So many watch, by HLS. */
  public void viewers(TenantId tenant, String domain, String name, int viewers) {
    live.reportViewers(
            List.of(
                new ViewerReport(
                    address(tenant, domain, name), NODE, Map.of(PlayProtocol.HLS, viewers))))
        .await();
  }

  /** A ladder whose process was killed once, and of which one rung is left out by quota. */
  public void ladder(TenantId tenant, String domain, String name) {
    LadderReport report =
        new LadderReport(
            address(tenant, domain, name),
            LadderReport.State.RUNNING,
            1,
            Optional.of(new LadderReport.Work(1, 240, 0.42, 90_000_000)),
            1,
            "killed",
            List.of(
                new RungReport(new TemplateId("lhd"), RungState.QUOTA, 0, 0, 0, 0),
                new RungReport(
                    new TemplateId("lsd"), RungState.ENCODED, 854, 480, 29.97, 900_000)));
    live.reportLadders(List.of(report)).await();
  }

  /** A stream arrives so; its key frames are far apart. */
  public void health(TenantId tenant, String domain, String name, Instant now) {
    List<HealthSecond> seconds =
        LongStream.range(now.getEpochSecond() - HealthReport.MAX_SECONDS, now.getEpochSecond())
            .mapToObj(second -> new HealthSecond(second, 30, 4_700_000, 128_000, 40, 12, -8))
            .toList();
    HealthFinding finding =
        new HealthFinding(HealthIssue.KEY_FRAMES_FAR_APART, HealthVerdict.FAIR, 8_000, 2_000, now);
    live.reportHealth(
            List.of(
                new HealthReport(
                    address(tenant, domain, name),
                    new Announced(30, 4_800_000, 128_000),
                    8_000,
                    seconds,
                    List.of(finding))))
        .await();
  }

  /** No ladder is made any more. */
  public void noLadder() {
    live.reportLadders(List.of()).await();
  }

  /** A stream with picture and sound. */
  public static StreamReport stream(TenantId tenant, String domain, String name, String encoder) {
    return stream(tenant, domain, name, encoder, StreamReport.State.LIVE);
  }

  /** The same in a chosen state. */
  public static StreamReport stream(
      TenantId tenant, String domain, String name, String encoder, StreamReport.State state) {
    return new StreamReport(
        address(tenant, domain, name),
        NODE,
        PortalHouse.START.minusSeconds(600),
        state,
        encoder,
        "192.0.2.17",
        List.of(
            new TrackReport("H.264", "avc1.64002a", 1920, 1080, 0, 0),
            new TrackReport("AAC", "mp4a.40.2", 0, 0, 48_000, 2)),
        29.97,
        4_820_000,
        2_000);
  }

  private static StreamAddress address(TenantId tenant, String domain, String name) {
    return new StreamAddress(
        tenant, new DomainName(domain), new AppName("live"), new StreamName(name));
  }
}
