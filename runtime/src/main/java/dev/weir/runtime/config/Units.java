package dev.weir.runtime.config;

import java.time.Duration;

/** Numbers with their unit behind them. */
final class Units {

  private Units() {}

  /** {@code 350ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}; {@code 0} needs no unit. */
  static Duration duration(String text) {
    long amount = amount(text);
    return switch (unit(text)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      case "" -> {
        if (amount != 0) {
          throw new IllegalArgumentException("a unit is missing");
        }
        yield Duration.ZERO;
      }
      default -> throw new IllegalArgumentException("unknown unit");
    };
  }

  /** {@code 512}, {@code 64KiB}, {@code 16MiB}, {@code 1GiB}; powers of 1,024. */
  static long bytes(String text) {
    long amount = amount(text);
    return switch (unit(text)) {
      case "", "B" -> amount;
      case "KiB" -> Math.multiplyExact(amount, 1L << 10);
      case "MiB" -> Math.multiplyExact(amount, 1L << 20);
      case "GiB" -> Math.multiplyExact(amount, 1L << 30);
      default -> throw new IllegalArgumentException("unknown unit");
    };
  }

  private static long amount(String text) {
    return Long.parseLong(text, 0, digits(text), 10);
  }

  private static String unit(String text) {
    return text.substring(digits(text)).strip();
  }

  private static int digits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
