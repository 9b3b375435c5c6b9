package dev.weir.runtime.quality;

import dev.weir.contract.quality.QualityReport;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both ends in one process, for tests. Thread-safe. */
public final class MemoryQualityLine implements QualityOutlet, QualityInlet {

  private final Map<String, QualityReport> open = new LinkedHashMap<>();
  private long sent;
  private boolean away;

  /** Whether nothing gets through. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public synchronized Future<Void> send(List<QualityReport> reports) {
    if (away) {
      return Future.failedFuture("away");
    }
    reports.forEach(report -> open.put(Long.toString(++sent), report));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Arrived>> next() {
    List<Arrived> arrived = new ArrayList<>();
    open.forEach((id, report) -> arrived.add(new Arrived(id, report)));
    return Future.succeededFuture(arrived);
  }

  @Override
  public synchronized Future<Void> done(List<Arrived> kept) {
    kept.forEach(one -> open.remove(one.id()));
    return Future.succeededFuture();
  }
}
