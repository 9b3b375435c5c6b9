package dev.weir.portal.quota;

import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Quota;
import java.util.List;

/**
 * One quota in words. Public for the templates.
 *
 * @param name of what
 * @param quota how much there is, and may be
 * @param counted whether the use is known right now
 */
public record QuotaRow(String name, Quota quota, boolean counted) {

  private static final String BUNDLE = "quota/words";
  private static final double KILO = 1_000;
  private static final double MEGA = 1_000_000;
  private static final double GIGA = 1_000_000_000;

  /** A quota for a page. */
  public static QuotaRow of(QuotaUse use) {
    return new QuotaRow(
        Messages.text(BUNDLE, "kind." + use.kind().name()),
        new Quota(text(use.kind(), use.used()), text(use.kind(), use.maximum()), share(use)),
        use.counted().isPresent());
  }

  /** Those that the tenant should know of before something is refused. */
  public static List<QuotaRow> near(List<QuotaUse> uses) {
    return uses.stream()
        .filter(use -> use.maximum() > 0)
        .map(QuotaRow::of)
        .filter(row -> row.counted() && !row.quota.level().equals("easy"))
        .toList();
  }

  private static double share(QuotaUse use) {
    return use.maximum() <= 0 ? 1 : Math.clamp((double) use.used() / use.maximum(), 0, 1);
  }

  private static String text(QuotaKind kind, long amount) {
    return switch (kind.unit()) {
      case COUNT -> String.format(Language.current(), "%,d", amount);
      case BITS_PER_S -> rate(amount);
      case BYTES -> size(amount);
    };
  }

  private static String rate(long bits) {
    if (bits >= GIGA) {
      return Messages.text(BUNDLE, "rate.giga", bits / GIGA);
    }
    return bits >= MEGA
        ? Messages.text(BUNDLE, "rate.mega", bits / MEGA)
        : Messages.text(BUNDLE, "rate.kilo", bits / KILO);
  }

  private static String size(long bytes) {
    return bytes >= GIGA
        ? Messages.text(BUNDLE, "size.giga", bytes / GIGA)
        : Messages.text(BUNDLE, "size.mega", bytes / MEGA);
  }
}
