package dev.weir.gateway.quality;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.contract.quality.QualitySums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What players told since it was sealed last, and how much each of them told. Thread-safe: every
 * event loop adds, for as long as some sums take.
 */
public final class QualityBook {

  /** Beacons of a viewer in a minute; a player sends six, and one more for what is over. */
  public static final int BEACONS_A_MINUTE = 30;

  /** Time that a viewer may tell of in a minute, milliseconds: a beacon may come a bit late. */
  public static final long TOLD_MS_A_MINUTE = 120_000;

  /** Viewers who are told apart in a minute; those beyond are not heard. */
  public static final int MAX_VIEWERS = 100_000;

  /** Series of a tenant between two seals; what is beyond is summed by way. */
  public static final int MAX_SERIES_OF_TENANT = 100;

  /** Series of all tenants between two seals, likewise; what is beyond even that is not kept. */
  public static final int MAX_SERIES = 5_000;

  private final Map<ViewerId, Allowance> allowances = new HashMap<>();
  private final Map<TenantId, Integer> seriesOf = new HashMap<>();
  private Map<QualityKey, QualitySums> sums = new LinkedHashMap<>();

  /** What a viewer told in this minute. */
  private static final class Allowance {
    private int beacons;
    private long toldMs;
  }

  /** Adds a beacon; throws {@code WeirFault TOO_MANY_REQUESTS} for one too many. */
  synchronized void add(ViewerId viewer, QualityKey key, Beacon beacon) {
    Allowance allowance = allowances.get(viewer);
    if (allowance == null) {
      if (allowances.size() >= MAX_VIEWERS) {
        throw tooMany("viewers");
      }
      allowance = new Allowance();
      allowances.put(viewer, allowance);
    }
    if (allowance.beacons >= BEACONS_A_MINUTE
        || allowance.toldMs + beacon.toldMs() > TOLD_MS_A_MINUTE) {
      throw tooMany("of a viewer");
    }
    allowance.beacons++;
    allowance.toldMs += beacon.toldMs();
    sums.merge(place(key), beacon.sums(), QualitySums::plus);
  }

  /** Where there is no room for one more, together with others. */
  private QualityKey place(QualityKey key) {
    if (sums.containsKey(key)) {
      return key;
    }
    int known = seriesOf.getOrDefault(key.tenant(), 0);
    if (known < MAX_SERIES_OF_TENANT - PlayWay.values().length && sums.size() < MAX_SERIES) {
      seriesOf.put(key.tenant(), known + 1);
      return key;
    }
    QualityKey rest = key.rest();
    if (!sums.containsKey(rest) && sums.size() >= 2 * MAX_SERIES) {
      throw tooMany("tenants");
    }
    return rest;
  }

  private static WeirFault tooMany(String what) {
    return new WeirFault(FaultCode.TOO_MANY_REQUESTS, "beacons: " + what);
  }

  /** Viewers may tell as much again. For the beginning of each minute. */
  synchronized void beginMinute() {
    allowances.clear();
  }

  /** Everything that was told, and begins anew. */
  public synchronized List<QualityReport.Series> seal() {
    Map<QualityKey, QualitySums> told = sums;
    sums = new LinkedHashMap<>();
    seriesOf.clear();
    List<QualityReport.Series> series = new ArrayList<>(told.size());
    told.forEach((key, sum) -> series.add(new QualityReport.Series(key, sum)));
    return series;
  }
}
