package dev.weir.gateway.load;

import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;
import java.util.Locale;

/**
 * The load up to which newcomers are let in.
 *
 * @param viewers most viewers of this node, on all protocols; 0 = no limit
 * @param egressBits most bits a second that go out to viewers; 0 = no limit
 * @param lateness how late an event loop may be with its work, smoothed; zero = no limit
 */
public record LoadLimits(int viewers, long egressBits, Duration lateness) {

  /** What holds unless configured otherwise. */
  public static final LoadLimits DEFAULTS = new LoadLimits(0, 0, Duration.ofMillis(500));

  private static final int MOST_VIEWERS = 10_000_000;

  /** Reads {@code gateway.viewers.max}, {@code gateway.egress.max} and {@code gateway.load.*}. */
  public static LoadLimits read(ConfigReader config) {
    return new LoadLimits(
        config.count("gateway.viewers.max", DEFAULTS.viewers, 0, MOST_VIEWERS),
        config.value(
            "gateway.egress.max",
            DEFAULTS.egressBits,
            "bits a second such as 800M or 10G, or 0 for no limit",
            LoadLimits::bits),
        config.duration("gateway.load.max-lateness", DEFAULTS.lateness));
  }

  /** Powers of 1,000, as links are sold. */
  private static long bits(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    long unit =
        switch (upper.isEmpty() ? ' ' : upper.charAt(upper.length() - 1)) {
          case 'K' -> 1_000;
          case 'M' -> 1_000_000;
          case 'G' -> 1_000_000_000;
          default -> 1;
        };
    long amount = Long.parseLong(unit == 1 ? upper : upper.substring(0, upper.length() - 1));
    if (amount < 0) {
      throw new IllegalArgumentException("negative");
    }
    return Math.multiplyExact(amount, unit);
  }
}
