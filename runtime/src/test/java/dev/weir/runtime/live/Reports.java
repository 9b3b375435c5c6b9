package dev.weir.runtime.live;

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
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.runtime.policy.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reports for tests. */
public final class Reports {

  public static final TenantId OTHER_TENANT =
      TenantId.parse("6f1d2c3b-0000-4000-8000-00000000000b");

  private Reports() {}

  public static StreamReport stream(String node, String name) {
    return stream(node, name, "OBS 31.0");
  }

  public static StreamReport stream(String node, String name, String encoder) {
    return stream(Policies.TENANT, node, name, encoder);
  }

  public static StreamReport stream(TenantId tenant, String node, String name, String encoder) {
    return new StreamReport(
        address(tenant, name),
        new NodeId(node),
        Instant.parse("2026-11-22T12:00:00.123Z"),
        StreamReport.State.LIVE,
        encoder,
        "192.0.2.7",
        List.of(
            new TrackReport("H.264", "avc1.64001f", 1280, 720, 0, 0),
            new TrackReport("AAC", "mp4a.40.2", 0, 0, 48000, 2)),
        29.97,
        2_500_000,
        2_000);
  }

  public static ViewerReport viewers(String node, String name, Map<PlayProtocol, Integer> viewers) {
    return new ViewerReport(address(Policies.TENANT, name), new NodeId(node), viewers);
  }

  /** A ladder of which one rung is made, and one is left out. */
  public static LadderReport ladder(String name) {
    return new LadderReport(
        address(Policies.TENANT, name),
        LadderReport.State.RUNNING,
        1,
        Optional.of(new LadderReport.Work(1.01, 240, 0.42, 90_000_000)),
        2,
        "killed",
        List.of(
            new LadderReport.RungReport(
                new TemplateId("lhd"), LadderReport.RungState.QUOTA, 0, 0, 0, 0),
            new LadderReport.RungReport(
                new TemplateId("lsd"), LadderReport.RungState.ENCODED, 854, 480, 25, 900_000)));
  }

  /** Health of a stream with one finding, and these seconds. */
  public static HealthReport health(String name, long... seconds) {
    return new HealthReport(
        address(Policies.TENANT, name),
        new Announced(29.97, 2_500_000, 128_000),
        8_000,
        LongStream.of(seconds)
            .mapToObj(second -> new HealthSecond(second, 30, 2_400_000, 128_000, 40, 12, -8))
            .toList(),
        List.of(
            new HealthFinding(
                HealthIssue.KEY_FRAMES_FAR_APART,
                HealthVerdict.FAIR,
                8_000,
                2_000,
                Instant.parse("2026-11-22T12:00:05Z"))));
  }

  private static StreamAddress address(TenantId tenant, String name) {
    return new StreamAddress(
        tenant, new DomainName("push.example"), new AppName("live"), new StreamName(name));
  }
}
