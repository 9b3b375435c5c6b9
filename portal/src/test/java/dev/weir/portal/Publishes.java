package dev.weir.portal;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.PublishId;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport.TrackReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Invented publishes, as a node of the data plane would tell of them. */
public final class Publishes {

  public static final BootId BOOT = new BootId("boot-1");

  private Publishes() {}

  public static StreamPublished begin(TenantId tenant, String domain, String name, Instant at) {
    return new StreamPublished(
        new PublishId(UUID.randomUUID()),
        new StreamAddress(
            tenant, new DomainName(domain), new AppName("live"), new StreamName(name)),
        new NodeId("node1"),
        BOOT,
        at,
        "OBS 31",
        "192.0.2.17");
  }

  public static StreamEnded end(StreamPublished begin, Duration after, PublishEnd reason) {
    return new StreamEnded(
        begin,
        begin.at().plus(after),
        reason,
        reason == PublishEnd.FINISHED ? "" : "PEER_CLOSED",
        List.of(
            new TrackReport("H.264", "avc1.64002a", 1920, 1080, 0, 0),
            new TrackReport("AAC", "mp4a.40.2", 0, 0, 48_000, 2)),
        after.toSeconds() * 500_000);
  }
}
