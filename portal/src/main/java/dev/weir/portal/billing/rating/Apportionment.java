package dev.weir.portal.billing.rating;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An amount in parts that add up to it again: each gets what its weight is worth, without the
 * fraction of a minor unit, and the units that are left go to the largest fractions, the first of
 * equals first (the method of largest remainders).
 */
public final class Apportionment {

  private Apportionment() {}

  private record Remainder(int place, Ratio fraction) {}

  /**
   * The parts of an amount.
   *
   * @param minor of either sign
   * @param weights none below zero; when all are zero the last part is all of it
   * @return as many as there are weights
   * @throws IllegalArgumentException without weights
   */
  public static List<Long> of(long minor, List<Ratio> weights) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("no weights");
    }
    Ratio whole = weights.stream().reduce(Ratio.ZERO, Ratio::plus);
    List<Long> parts = new ArrayList<>();
    if (whole.equals(Ratio.ZERO)) {
      weights.forEach(_ -> parts.add(0L));
      parts.set(parts.size() - 1, minor);
      return parts;
    }
    long sign = Long.signum(minor);
    Ratio amount = Ratio.of(minor).times(Ratio.of(sign));
    List<Remainder> remainders = new ArrayList<>();
    long left = minor * sign;
    for (int place = 0; place < weights.size(); place++) {
      Ratio exact = amount.times(weights.get(place)).over(whole);
      BigInteger floor = floor(exact);
      parts.add(floor.longValueExact() * sign);
      left -= floor.longValueExact();
      remainders.add(new Remainder(place, exact.minus(whole(floor))));
    }
    remainders.sort(Comparator.comparing(Remainder::fraction).reversed());
    for (Remainder next : remainders.subList(0, (int) left)) {
      parts.set(next.place(), parts.get(next.place()) + sign);
    }
    return parts;
  }

  private static BigInteger floor(Ratio exact) {
    return new BigDecimal(exact.numerator())
        .divide(new BigDecimal(exact.denominator()), 0, RoundingMode.FLOOR)
        .toBigIntegerExact();
  }

  private static Ratio whole(BigInteger number) {
    return new Ratio(number, BigInteger.ONE);
  }
}
