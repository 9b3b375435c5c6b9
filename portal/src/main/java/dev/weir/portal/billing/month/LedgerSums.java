package dev.weir.portal.billing.month;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.EgressSeries;
import dev.weir.portal.billing.rating.EgressSeries.Sent;
import dev.weir.portal.billing.rating.MonthUsage;
import dev.weir.portal.billing.rating.Ratio;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sums of the ledger on their way to a bill. Belongs to one transaction. */
public final class LedgerSums {

  private final Map<MeterDetail, Ratio> counts = new EnumMap<>(MeterDetail.class);
  private final List<Sent> sent = new ArrayList<>();

  /** By what meters are divided by. */
  public Map<MeterDetail, Ratio> counts() {
    return Map.copyOf(counts);
  }

  /** What viewers were sent, by five minutes. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** As a bill takes it. */
  public MonthUsage usage(BillingMonth month) {
    return usage(month, counts, sent);
  }

  /** As a bill takes it, of sums that somebody else made. */
  public static MonthUsage usage(
      BillingMonth month, Map<MeterDetail, Ratio> counts, List<Sent> sent) {
    Ratio stored =
        MeterDetail.of(Meter.STORAGE_BYTE_HOURS).stream()
            .map(detail -> counts.getOrDefault(detail, Ratio.ZERO))
            .reduce(Ratio.ZERO, Ratio::plus);
    return new MonthUsage(month, counts, stored, EgressSeries.of(month, sent));
  }

  void add(Row row) {
    addLate(row);
    OffsetDateTime bucket = row.getOffsetDateTime("bucket");
    if (bucket != null) {
      sent.add(new Sent(bucket.toInstant(), Long.parseLong(row.getString("quantity"))));
    }
  }

  void addLate(Row row) {
    Ratio quantity = Ratio.of(new BigDecimal(row.getString("quantity")));
    counts.merge(MeterDetail.valueOf(row.getString("detail")), quantity, Ratio::plus);
  }
}
