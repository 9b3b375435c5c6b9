package dev.weir.runtime.live;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Reporter and board of one node in one process, without expiry, for tests. Thread-safe. */
public final class MemoryLive implements LiveReporter, LiveBoard {

  private final NodeId node;
  private final LivePicture picture = new LivePicture();
  private final LiveListeners listeners = new LiveListeners();

  /** For {@code node}. */
  public MemoryLive(NodeId node) {
    this.node = node;
  }

  @Override
  public Future<Void> reportStreams(Collection<StreamReport> streams) {
    return tell(picture.streams(node, List.copyOf(streams)));
  }

  @Override
  public Future<Void> reportLadders(Collection<LadderReport> ladders) {
    return tell(picture.ladders(node, List.copyOf(ladders)));
  }

  @Override
  public Future<Void> reportHealth(Collection<HealthReport> streams) {
    return tell(picture.health(node, List.copyOf(streams)));
  }

  @Override
  public Future<Void> reportViewers(Collection<ViewerReport> viewers) {
    return tell(picture.viewers(node, List.copyOf(viewers)));
  }

  @Override
  public Future<List<LiveEntry>> streams(TenantId tenant) {
    return Future.succeededFuture(picture.of(tenant));
  }

  @Override
  public Future<List<LiveHealth>> health() {
    return Future.succeededFuture(picture.health());
  }

  @Override
  public Subscription subscribe(TenantId tenant, Runnable listener) {
    return listeners.add(tenant, listener);
  }

  private Future<Void> tell(Collection<TenantId> changed) {
    changed.forEach(listeners::tell);
    return Future.succeededFuture();
  }
}
