package dev.weir.portal.billing.bill;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.account.Balance;
import dev.weir.portal.billing.account.Recipient;
import dev.weir.portal.billing.account.Recipients;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.invoice.Invoices;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** {@code /billing}: what the month has cost so far, and the tenant's invoices. */
public final class BillingPages {

  private static final String PATH = "/billing";
  private static final FormShape ADDRESS =
      FormShape.of(
          "address",
          Field.text("name", Address.MAX_NAME).mandatory(),
          Field.area("address", Address.MAX_ADDRESS),
          Field.text("tax-number", Address.MAX_TAX_NUMBER),
          Field.email("email"));

  private final BillToDate bill;
  private final Invoices invoices;
  private final Recipients recipients;
  private final Pages pages;

  /** Pages over these. */
  public BillingPages(BillToDate bill, Invoices invoices, Recipients recipients, Pages pages) {
    this.bill = bill;
    this.invoices = invoices;
    this.recipients = recipients;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.BILLING_READ, this::show),
        RouteEntry.page(PATH + "/address", Permission.BILLING_WRITE, this::address),
        RouteEntry.form(PATH + "/address", Permission.BILLING_WRITE, this::change));
  }

  /** An invoice in a list. Public for the template. */
  public record Row(
      String id, String title, String month, String date, String due, String state, String total) {

    static Row of(Invoice invoice) {
      return new Row(
          invoice.id().toString(),
          invoice.number().orElse(""),
          InvoiceView.month(invoice.month().month()),
          invoice
              .finalAt()
              .map(at -> InvoiceView.day(LocalDate.ofInstant(at, invoice.month().zone())))
              .orElse(""),
          invoice.dueOn().map(InvoiceView::day).orElse(""),
          invoice.state() == Invoice.State.VOID
              ? "void"
              : invoice.kind() == Invoice.Kind.CREDIT_NOTE ? "credit-note" : "invoice",
          Money.text(invoice.currency(), invoice.amounts().totalMinor()));
    }
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Optional<BillToDate.Month> month = bill.month(actor);
    Balance balance = invoices.balance(actor);
    List<Invoice> issued = invoices.list(actor);
    Optional<Currency> currency =
        month
            .map(now -> now.bill().currency())
            .or(() -> issued.stream().findFirst().map(Invoice::currency));
    Page page =
        Page.of("billing/page", "billing")
            .with("bill", month.map(BillView::of).stream().toList())
            .with("invoices", issued.stream().map(Row::of).toList())
            .with("owed", amount(currency, balance.owedMinor()))
            .with("credit", amount(currency, balance.creditMinor()))
            .with("prepaid", amount(currency, balance.prepaidMinor()))
            .with("writable", actor.may(Permission.BILLING_WRITE));
    pages.send(ctx, page);
  }

  private void address(RoutingContext ctx) {
    Recipient now = recipients.read(Visit.of(ctx).actor());
    Form form =
        Form.blank(ADDRESS)
            .with("name", now.address().name())
            .with("address", now.address().address())
            .with("tax-number", now.address().taxNumber())
            .with("email", now.email());
    pages.send(ctx, Page.of("billing/address", "billing").with("form", form));
  }

  private void change(RoutingContext ctx) {
    Form form = Form.read(ctx, ADDRESS);
    String email = form.text("email").strip();
    if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+")) {
      form.error("email", "address.email.wrong");
    }
    if (!form.valid()) {
      pages.send(
          ctx,
          Page.of("billing/address", "billing")
              .with("form", form)
              .status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    recipients.change(
        Visit.of(ctx).actor(),
        new Recipient(
            new Address(
                form.text("name").strip(),
                form.text("address").strip(),
                form.text("tax-number").strip()),
            email));
    Pages.done(ctx, PATH, "saved");
  }

  /** Empty for nothing. */
  private static String amount(Optional<Currency> currency, long minor) {
    return minor == 0 ? "" : currency.map(in -> Money.text(in, minor)).orElse("");
  }
}
