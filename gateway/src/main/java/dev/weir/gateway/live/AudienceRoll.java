package dev.weir.gateway.live;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls the roll of a stream's viewers when somebody asks for it; nothing is kept for that. Any
 * thread.
 */
public final class AudienceRoll {

  private static final Comparator<ViewerSighting> BY_TIME =
      Comparator.comparing(ViewerSighting::since).thenComparing(one -> one.viewer().hex());

  private final Vertx vertx;
  private final NodeId node;
  private final LiveViewers connected;
  private final ViewerCensus census;
  private final Users users;

  /**
   * Asks these.
   *
   * @param vertx has workers, on which a crowd is sorted
   * @param connected viewers on lasting connections
   * @param census viewers who are nothing but requests
   * @param users what they are called
   */
  public AudienceRoll(
      Vertx vertx, NodeId node, LiveViewers connected, ViewerCensus census, Users users) {
    this.vertx = vertx;
    this.node = node;
    this.connected = connected;
    this.census = census;
    this.users = users;
  }

  /** Who watches a stream here. */
  public Future<AudienceReport> call(StreamAddress stream) {
    return connected
        .viewers(stream)
        .compose(lasting ->
            vertx.executeBlocking(() -> report(lasting, census.hlsViewers(stream)), false));
  }

  private AudienceReport report(List<ViewerSighting> lasting, List<ViewerSighting> asking) {
    Map<PlayProtocol, Integer> counts = new EnumMap<>(PlayProtocol.class);
    List<ViewerSighting> all = Stream.concat(lasting.stream(), asking.stream()).toList();
    all.forEach(viewer -> counts.merge(viewer.protocol(), 1, Integer::sum));
    List<ViewerSighting> byTime = all.stream().sorted(BY_TIME).toList();
    int longest = Math.min(AudienceReport.MAX_LONGEST, byTime.size());
    int newest = Math.min(AudienceReport.MAX_NEWEST, byTime.size());
    Set<ViewerSighting> shown = new LinkedHashSet<>(byTime.subList(0, longest));
    shown.addAll(byTime.subList(byTime.size() - newest, byTime.size()));
    return new AudienceReport(
        node,
        counts,
        shown.stream().map(viewer -> viewer.named(users.name(viewer.viewer().user()))).toList());
  }
}
