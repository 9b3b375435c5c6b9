package dev.weir.portal.billing.invoice;

import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.invoice.Invoice.Kind;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.billing.rating.BillingUnit;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.TierPart;
import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An invoice in words, for its page and its PDF. Public for the template.
 *
 * @param title what it is, and its number
 * @param status in a word: draft, open, overdue, paid, void
 * @param facts such as its date, by name
 * @param sums what follows the lines, by name; the last is the total
 * @param note why, of a credit note or a void
 */
public record InvoiceView(
    String id,
    String title,
    String number,
    String month,
    String status,
    String statusText,
    Address issuer,
    Address recipient,
    List<Fact> facts,
    List<Row> lines,
    List<Fact> sums,
    String total,
    String owed,
    String payment,
    String note) {

  private static final String BUNDLE = "billing/words";
  private static final int QUANTITY_PLACES = 3;
  private static final double BASIS_POINTS = 10_000;

  /** Copies the lists. */
  public InvoiceView {
    facts = List.copyOf(facts);
    lines = List.copyOf(lines);
    sums = List.copyOf(sums);
  }

  /** A name and what it is. */
  public record Fact(String name, String value) {}

  /**
   * A line.
   *
   * @param place from zero
   * @param parts how the amount comes about, such as {@code 50 GiB at €0.08}
   */
  public record Row(int place, String name, String quantity, List<String> parts, String amount) {

    /** Copies the parts. */
    public Row {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Of an invoice.
   *
   * @param owedMinor what is still owed of it
   * @param today where its tenant lives
   */
  public static InvoiceView of(Invoice invoice, long owedMinor, LocalDate today) {
    InvoiceDocument document = invoice.document();
    Currency currency = invoice.currency();
    String number = invoice.number().orElse("");
    String status = status(invoice, owedMinor, today);
    String kind = invoice.kind() == Kind.INVOICE ? "invoice" : "credit-note";
    return new InvoiceView(
        invoice.id().toString(),
        number.isEmpty() ? text("kind.draft") : text("kind." + kind, number),
        number,
        month(invoice.month().month()),
        status,
        text("status." + status),
        document.issuer(),
        document.recipient(),
        facts(invoice),
        lines(document.lines(), currency),
        sums(invoice),
        Money.text(currency, invoice.amounts().totalMinor()),
        owedMinor == 0 || invoice.kind() == Kind.CREDIT_NOTE ? "" : Money.text(currency, owedMinor),
        invoice.kind() == Kind.INVOICE ? document.payment() : "",
        invoice.voidReason().isEmpty() ? document.note() : invoice.voidReason());
  }

  /** Lines in words; none of nothing, unless all are. */
  public static List<Row> lines(List<Line> lines, Currency currency) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.quantity().compareTo(Ratio.ZERO) > 0 || i == 0) {
        rows.add(
            new Row(
                i,
                name(line.thing()),
                quantity(line.thing(), line.quantity()),
                parts(line, currency),
                Money.text(currency, line.amountMinor())));
      }
    }
    return rows;
  }

  /** What a thing is called. */
  public static String name(Priced thing) {
    return text("thing." + thing.name());
  }

  /** A quantity with its unit. */
  public static String quantity(Priced thing, Ratio quantity) {
    return quantity(thing.measure().unit(), quantity);
  }

  static String quantity(BillingUnit unit, Ratio quantity) {
    return text("unit." + unit.name(), number(quantity));
  }

  /** A month, such as {@code October 2026}. */
  public static String month(YearMonth month) {
    return DateTimeFormatter.ofPattern("LLLL uuuu", Language.current()).format(month);
  }

  /** A day, such as {@code 1 Nov 2026}. */
  public static String day(LocalDate day) {
    return DateTimeFormatter.ofPattern(text("format.day"), Language.current()).format(day);
  }

  /** A share, such as {@code 19 %}. */
  public static String percent(Share share) {
    NumberFormat format = NumberFormat.getNumberInstance(Language.current());
    format.setMaximumFractionDigits(2);
    return format.format(share.basisPoints() / BASIS_POINTS * 100) + " %";
  }

  private static String number(Ratio quantity) {
    NumberFormat format = NumberFormat.getNumberInstance(Language.current());
    format.setMaximumFractionDigits(QUANTITY_PLACES);
    BigDecimal rounded = quantity.decimal(QUANTITY_PLACES);
    boolean tiny = rounded.signum() == 0 && quantity.compareTo(Ratio.ZERO) > 0;
    return tiny ? text("tiny") : format.format(rounded);
  }

  private static List<String> parts(Line line, Currency currency) {
    List<String> parts = new ArrayList<>();
    if (line.included() > 0) {
      Ratio free = line.quantity().min(Ratio.of(line.included()));
      parts.add(text("part.free", quantity(line.thing(), free)));
    }
    for (TierPart part : line.parts()) {
      parts.add(
          text(
              "part.priced",
              quantity(line.thing(), part.quantity()),
              Money.price(currency, part.price())));
    }
    return parts;
  }

  private static List<Fact> sums(Invoice invoice) {
    InvoiceDocument document = invoice.document();
    Currency currency = invoice.currency();
    List<Fact> sums = new ArrayList<>();
    if (invoice.kind() == Kind.INVOICE) {
      sums.add(new Fact(text("sum.used"), Money.text(currency, document.usedMinor())));
    }
    String discount = percent(document.terms().discount());
    add(sums, currency, text("sum.discount", discount), -document.discountMinor());
    add(sums, currency, text("sum.minimum"), document.minimumMinor());
    add(sums, currency, text("sum.credit"), -document.creditMinor());
    document
        .terms()
        .tax()
        .ifPresent(tax -> {
          sums.add(new Fact(text("sum.net"), Money.text(currency, invoice.amounts().netMinor())));
          sums.add(
              new Fact(
                  text("sum.tax", tax.name(), percent(tax.share())),
                  Money.text(currency, invoice.amounts().taxMinor())));
        });
    return sums;
  }

  private static void add(List<Fact> sums, Currency currency, String name, long minor) {
    if (minor != 0) {
      sums.add(new Fact(name, Money.text(currency, minor)));
    }
  }

  private static List<Fact> facts(Invoice invoice) {
    ZoneId zone = invoice.month().zone();
    List<Fact> facts = new ArrayList<>();
    invoice
        .finalAt()
        .ifPresent(
            at -> facts.add(new Fact(text("fact.date"), day(at.atZone(zone).toLocalDate()))));
    invoice.dueOn().ifPresent(due -> facts.add(new Fact(text("fact.due"), day(due))));
    YearMonth month = invoice.month().month();
    facts.add(
        new Fact(
            text("fact.period"),
            text("period", day(month.atDay(1)), day(month.atEndOfMonth()), zone.getId())));
    Instant until = invoice.cut().until();
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Language.current())
            .withZone(zone);
    facts.add(new Fact(text("fact.ledger"), format.format(until)));
    return facts;
  }

  /** How an invoice stands, as a key. */
  static String status(Invoice invoice, long owedMinor, LocalDate today) {
    return switch (invoice.state()) {
      case DRAFT -> "draft";
      case VOID -> "void";
      case FINAL -> {
        if (invoice.kind() == Kind.CREDIT_NOTE) {
          yield "issued";
        }
        if (owedMinor <= 0) {
          yield "paid";
        }
        yield invoice.dueOn().filter(today::isAfter).isPresent() ? "overdue" : "open";
      }
    };
  }

  private static String text(String key, Object... arguments) {
    return Messages.text(BUNDLE, key, arguments);
  }
}
