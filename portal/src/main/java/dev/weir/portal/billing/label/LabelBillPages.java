package dev.weir.portal.billing.label;

import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoicePages;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.label.LabelBills.Divided;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /billing/invoices/…/labels}: an invoice by label, and the file of it. */
public final class LabelBillPages {

  private static final String PATH = "/billing/invoices/:invoice/labels";
  private static final String HEADER = "label,value,line,currency,amount_minor\r\n";

  private final LabelBills bills;
  private final Pages pages;

  /** Shows these. */
  public LabelBillPages(LabelBills bills, Pages pages) {
    this.bills = bills;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH + ".csv", Permission.BILLING_READ, this::csv),
        RouteEntry.page(PATH, Permission.BILLING_READ, this::show));
  }

  /**
   * A part in words. Public for the template.
   *
   * @param share of the whole, 0 to 1
   */
  public record Row(String value, String lines, String amount, double share) {}

  /** A key that can be chosen. Public for the template. */
  public record Key(String name, String path, boolean current) {}

  private void show(RoutingContext ctx) {
    Divided divided = divided(ctx);
    Invoice invoice = divided.invoice();
    String path = "/billing/invoices/" + invoice.id();
    String number = invoice.number().orElse("");
    pages.send(
        ctx,
        Page.of("billing/labels", "billing")
            .with("invoice", path)
            .with("number", number)
            .with("month", InvoiceView.month(invoice.month().month()))
            .with("net", Money.text(invoice.currency(), invoice.amounts().netMinor()))
            .with("key", divided.bill().key())
            .with("keys", keys(divided, path))
            .with("csv", path + "/labels.csv?key=" + divided.bill().key())
            .with("rows", rows(divided)));
  }

  private static List<Key> keys(Divided divided, String path) {
    return divided.keys().stream()
        .map(key -> new Key(key, path + "/labels?key=" + key, key.equals(divided.bill().key())))
        .toList();
  }

  private static List<Row> rows(Divided divided) {
    Invoice invoice = divided.invoice();
    long whole = invoice.amounts().netMinor();
    return divided.bill().parts().stream()
        .filter(part -> part.netMinor() != 0 || part.usedMinor() != 0)
        .map(part ->
            new Row(
                part.value(),
                Money.text(invoice.currency(), part.usedMinor()),
                Money.text(invoice.currency(), part.netMinor()),
                whole <= 0 ? 0 : (double) part.netMinor() / whole))
        .toList();
  }

  private void csv(RoutingContext ctx) {
    Divided divided = divided(ctx);
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"labels.csv\"")
        .end(
            divided.bill().parts().stream()
                .flatMap(part -> lines(divided, part).stream())
                .collect(Collectors.joining("", HEADER, "")));
  }

  /** Each line of the invoice, then what discount, minimum and credit come to. */
  private static List<String> lines(Divided divided, LabelBill.Part part) {
    Invoice invoice = divided.invoice();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < part.lineMinor().size(); i++) {
      String thing = invoice.document().lines().get(i).thing().name();
      lines.add(line(divided, part, thing, part.lineMinor().get(i)));
    }
    lines.add(line(divided, part, "adjustments", part.netMinor() - part.usedMinor()));
    return lines;
  }

  private static String line(Divided divided, LabelBill.Part part, String thing, long minor) {
    String currency = divided.invoice().currency().getCurrencyCode();
    return Stream.of(divided.bill().key(), part.value(), thing, currency, Long.toString(minor))
            .map(LabelBillPages::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /** What a spreadsheet would compute is made text; amounts below zero are none. */
  private static String cell(String text) {
    boolean formula =
        !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("-\\d+");
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  private Divided divided(RoutingContext ctx) {
    String key = Optional.ofNullable(ctx.request().getParam("key")).orElse("").strip();
    return bills.divide(Visit.of(ctx).actor(), InvoicePages.invoice(ctx), key);
  }
}
