package dev.weir.portal.billing.rating;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What one position of a rate card is about. */
public sealed interface Measure {

  /** What its price is for one of. */
  BillingUnit unit();

  /** How many of those there are. */
  Ratio quantity(MonthUsage usage);

  /**
   * What viewers were sent, all of it.
   *
   * @param method by what it is billed
   */
  record Egress(EgressMethod method) implements Measure {

    @Override
    public BillingUnit unit() {
      return method.unit();
    }

    @Override
    public Ratio quantity(MonthUsage usage) {
      return method.quantity(usage);
    }
  }

  /**
   * What meters have counted.
   *
   * @param details of one meter, which is not that of what viewers are sent; one at least
   */
  record Counted(Set<MeterDetail> details) implements Measure {

    /** Throws {@link IllegalArgumentException} for details that have no one price. */
    public Counted {
      Set<Meter> meters = details.stream().map(MeterDetail::meter).collect(Collectors.toSet());
      if (meters.size() != 1 || meters.contains(Meter.EGRESS_BYTES)) {
        throw new IllegalArgumentException("details of one meter, and not egress: " + details);
      }
      details = Set.copyOf(details);
    }

    /** All that a meter counts. */
    public static Counted all(Meter meter) {
      return new Counted(EnumSet.copyOf(MeterDetail.of(meter)));
    }

    @Override
    public BillingUnit unit() {
      return switch (details.iterator().next().meter().unit()) {
        case BYTES -> BillingUnit.GIB;
        case MILLISECONDS -> BillingUnit.MINUTE;
        case PIECES -> BillingUnit.THOUSAND;
        case BYTE_HOURS -> BillingUnit.GIB_MONTH;
      };
    }

    @Override
    public Ratio quantity(MonthUsage usage) {
      Ratio count = details.stream().map(usage::count).reduce(Ratio.ZERO, Ratio::plus);
      return unit().quantity(count, usage.month());
    }
  }

  /** What was kept in stores. */
  record Stored() implements Measure {

    @Override
    public BillingUnit unit() {
      return BillingUnit.GIB_MONTH;
    }

    @Override
    public Ratio quantity(MonthUsage usage) {
      return unit().quantity(usage.storedByteHours(), usage.month());
    }
  }
}
