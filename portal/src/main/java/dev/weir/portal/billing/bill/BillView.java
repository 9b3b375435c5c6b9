package dev.weir.portal.billing.bill;

import dev.weir.portal.billing.bill.BillToDate.Month;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.billing.rating.Bill;
import dev.weir.portal.billing.rating.BillLine;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.web.Messages;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * The month that goes on, in words. Public for the template.
 *
 * @param total what it has cost so far, with tax
 * @param forecast what it may come to
 * @param share of the forecast that is there already, 0 to 1
 * @param sums discount, minimum, credit and tax
 */
public record BillView(
    String month,
    String total,
    String forecast,
    double share,
    List<InvoiceView.Row> lines,
    List<InvoiceView.Fact> sums,
    List<Method> methods) {

  private static final String BUNDLE = "billing/words";

  /** How wide the widest bar is. */
  public static final int WIDTH = 100;

  /** Copies the lists. */
  public BillView {
    lines = List.copyOf(lines);
    sums = List.copyOf(sums);
    methods = List.copyOf(methods);
  }

  /**
   * The month by one method.
   *
   * @param width of its bar, of {@link #WIDTH}
   * @param current whether it is the agreed one
   * @param cheapest whether none is cheaper
   */
  public record Method(
      String name, String what, String total, double width, boolean current, boolean cheapest) {}

  static BillView of(Month month) {
    Currency currency = month.bill().currency();
    long total = month.bill().totalMinor();
    long forecast = month.forecast().totalMinor();
    return new BillView(
        InvoiceView.month(month.month().month()),
        Money.text(currency, total),
        Money.text(currency, forecast),
        forecast <= 0 ? 1 : Math.min(1, (double) total / forecast),
        InvoiceView.lines(lines(month), currency),
        sums(month),
        methods(month, currency));
  }

  private static List<Line> lines(Month month) {
    var things = month.card().lines(month.terms().method());
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      BillLine line = month.bill().lines().get(i);
      lines.add(
          new Line(
              things.get(i), line.quantity(), line.included(), line.parts(), line.amountMinor()));
    }
    return lines;
  }

  private static List<InvoiceView.Fact> sums(Month month) {
    Bill bill = month.bill();
    List<InvoiceView.Fact> sums = new ArrayList<>();
    String discount = InvoiceView.percent(month.terms().discount());
    add(sums, bill, text("sum.discount", discount), -bill.discountMinor());
    add(sums, bill, text("sum.minimum"), bill.minimumMinor());
    add(sums, bill, text("sum.credit"), -bill.creditMinor());
    month
        .terms()
        .tax()
        .ifPresent(tax ->
            add(
                sums,
                bill,
                text("sum.tax", tax.name(), InvoiceView.percent(tax.share())),
                bill.taxMinor()));
    return sums;
  }

  private static void add(List<InvoiceView.Fact> sums, Bill bill, String name, long minor) {
    if (minor != 0) {
      sums.add(new InvoiceView.Fact(name, Money.text(bill.currency(), minor)));
    }
  }

  private static List<Method> methods(Month month, Currency currency) {
    long most = month.methods().values().stream().mapToLong(Bill::totalMinor).max().orElse(0);
    long least = month.methods().values().stream().mapToLong(Bill::totalMinor).min().orElse(0);
    List<Method> methods = new ArrayList<>();
    for (EgressMethod method : EgressMethod.values()) {
      Bill bill = month.methods().get(method);
      if (bill != null) {
        methods.add(
            new Method(
                text("method." + method),
                text("method." + method + ".what"),
                Money.text(currency, bill.totalMinor()),
                most <= 0 ? 0 : Math.max(0, (double) WIDTH * bill.totalMinor() / most),
                method == month.terms().method(),
                bill.totalMinor() == least));
      }
    }
    return methods;
  }

  private static String text(String key, Object... arguments) {
    return Messages.text(BUNDLE, key, arguments);
  }
}
