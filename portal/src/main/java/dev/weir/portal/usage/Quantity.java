package dev.weir.portal.usage;

import dev.weir.contract.metering.Meter;
import dev.weir.portal.web.Messages;
import java.util.List;

/** Quantities in words, in the units that they are billed in. */
final class Quantity {

  private static final String BUNDLE = "usage/words";
  private static final double STEP = 1024;
  private static final double MINUTE_MS = 60_000;
  private static final List<String> SIZES = List.of("b", "kib", "mib", "gib", "tib", "pib");

  private Quantity() {}

  /** As a page shows it. */
  static String text(Meter meter, double quantity) {
    return switch (meter.unit()) {
      case BYTES -> size("size.", quantity);
      case BYTE_HOURS -> size("hours.", quantity);
      case MILLISECONDS -> Messages.text(BUNDLE, "minutes", quantity / MINUTE_MS);
      case PIECES -> Messages.text(BUNDLE, "pieces", quantity);
    };
  }

  /** How much a step of one is on an axis whose top is at least {@code most}. */
  static double unit(Meter meter, double most) {
    return switch (meter.unit()) {
      case BYTES, BYTE_HOURS -> Math.pow(STEP, power(most));
      case MILLISECONDS -> MINUTE_MS;
      case PIECES -> 1;
    };
  }

  private static String size(String kind, double bytes) {
    int power = power(bytes);
    return Messages.text(BUNDLE, kind + SIZES.get(power), bytes / Math.pow(STEP, power));
  }

  private static int power(double bytes) {
    int power = 0;
    for (double rest = bytes; rest >= STEP && power < SIZES.size() - 1; rest /= STEP) {
      power++;
    }
    return power;
  }
}
