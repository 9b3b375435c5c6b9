package dev.weir.portal.billing.money;

import dev.weir.portal.web.Language;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;

/** Amounts of minor units, such as cents, as people read and write them. */
public final class Money {

  private static final int MAX_DIGITS = 18;

  private Money() {}

  /** With its sign, as the language of the request has it, such as {@code €1,234.56}. */
  public static String text(Currency currency, long minor) {
    NumberFormat format = NumberFormat.getCurrencyInstance(Language.current());
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits(currency));
    format.setMaximumFractionDigits(digits(currency));
    return format.format(decimal(currency, minor));
  }

  /** Without a sign, as it is typed, such as {@code 1234.56}. */
  public static String plain(Currency currency, long minor) {
    return decimal(currency, minor).toPlainString();
  }

  /** A price, which may have more places than its currency. */
  public static String price(Currency currency, BigDecimal price) {
    NumberFormat format = NumberFormat.getCurrencyInstance(Language.current());
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits(currency));
    format.setMaximumFractionDigits(MAX_DIGITS);
    return format.format(price);
  }

  /** Reads {@link #plain}; empty for what is no amount of the currency. */
  public static OptionalLong parse(Currency currency, String text) {
    if (!text.matches("-?[0-9]{1,12}([.][0-9]{1,4})?")) {
      return OptionalLong.empty();
    }
    BigDecimal minor = new BigDecimal(text).movePointRight(digits(currency)).stripTrailingZeros();
    return minor.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(minor.longValueExact());
  }

  /** The currency of a code; empty for what is none, or has no minor unit that is settled. */
  public static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code))
          .filter(known -> known.getDefaultFractionDigits() >= 0);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static int digits(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  private static BigDecimal decimal(Currency currency, long minor) {
    return BigDecimal.valueOf(minor, digits(currency));
  }
}
