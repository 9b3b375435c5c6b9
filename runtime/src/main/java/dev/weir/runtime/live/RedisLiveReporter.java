package dev.weir.runtime.live;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.HealthJson;
import dev.weir.runtime.wire.LadderReportJson;
import dev.weir.runtime.wire.ReportJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Reports through Redis. A report that fails is not kept: the next one says it all. Thread-safe.
 */
public final class RedisLiveReporter implements LiveReporter {

  private final RedisBus bus;
  private final NodeId node;

  /** Reports for {@code node}. */
  public RedisLiveReporter(RedisBus bus, NodeId node) {
    this.bus = bus;
    this.node = node;
  }

  @Override
  public Future<Void> reportStreams(Collection<StreamReport> streams) {
    return report(LiveKeys.streams(node), ReportJson.writeStreams(streams));
  }

  @Override
  public Future<Void> reportLadders(Collection<LadderReport> ladders) {
    return along(LiveKeys.ladders(node), ladders, LadderReportJson::write);
  }

  @Override
  public Future<Void> reportHealth(Collection<HealthReport> streams) {
    return along(LiveKeys.health(node), streams, HealthJson::write);
  }

  @Override
  public Future<Void> reportViewers(Collection<ViewerReport> viewers) {
    return report(LiveKeys.viewers(node), ReportJson.writeViewers(viewers));
  }

  private <T> Future<Void> along(
      String key, Collection<T> reports, Function<Collection<T>, String> text) {
    return bus.send(
            reports.isEmpty() ? Request.cmd(Command.DEL).arg(key) : set(key, text.apply(reports)))
        .mapEmpty();
  }

  private Future<Void> report(String key, String text) {
    return bus.send(
            List.of(
                set(key, text),
                Request.cmd(Command.SADD).arg(LiveKeys.NODES).arg(node.value()),
                Request.cmd(Command.PUBLISH).arg(LiveKeys.CHANNEL).arg(node.value())))
        .mapEmpty();
  }

  private static Request set(String key, String text) {
    return Request.cmd(Command.SET).arg(key).arg(text).arg("PX").arg(LiveKeys.EXPIRY.toMillis());
  }
}
