package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.account.BillingOffice;
import dev.weir.portal.billing.account.Issuer;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** {@code /operator/billing}: rate cards, the monthly run, drafts, and who makes out invoices. */
public final class BillingDeskPages {

  /** Where it is. */
  static final String PATH = "/operator/billing";

  private static final int MONTH = 7;
  private static final FormShape RUN = FormShape.of("run", Field.text("month", MONTH).mandatory());
  private static final FormShape ISSUER =
      FormShape.of(
              "issuer",
              Field.text("name", Address.MAX_NAME).mandatory(),
              Field.area("address", Address.MAX_ADDRESS),
              Field.text("tax-number", Address.MAX_TAX_NUMBER),
              Field.area("payment", Issuer.MAX_PAYMENT),
              Field.number("due-days").mandatory(),
              Field.flag("suspends"))
          .versioned();

  private final Rooms rooms;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public BillingDeskPages(Rooms rooms, Pages pages, TimeSource time) {
    this.rooms = rooms;
    this.pages = pages;
    this.time = time;
  }

  /** What it shows and changes. */
  public record Rooms(
      RateCards cards,
      BillingOffice office,
      InvoiceOffice invoices,
      InvoiceRun run,
      TenantOffice tenants) {}

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show),
        RouteEntry.operatorForm(PATH + "/run", this::run),
        RouteEntry.operatorForm(PATH + "/issuer", this::change));
  }

  /** A card in a list. Public for the template. */
  public record CardRow(String name, String title, String currency, int version, String from) {}

  /** An invoice in a list. Public for the template. */
  public record InvoiceRow(
      String path, String tenant, String number, String month, String status, String total) {

    static InvoiceRow of(Invoice invoice, String tenant) {
      return new InvoiceRow(
          OperatorPages.path(invoice.tenant()) + "/billing/invoices/" + invoice.id(),
          tenant,
          invoice.number().orElse(""),
          InvoiceView.month(invoice.month().month()),
          invoice.state().name().toLowerCase(Locale.ROOT),
          Money.text(invoice.currency(), invoice.amounts().totalMinor()));
    }
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(ctx, blankRun(), form(rooms.office().issuer())));
  }

  private void run(RoutingContext ctx) {
    Form form = Form.read(ctx, RUN);
    try {
      YearMonth month = YearMonth.parse(form.text("month").strip());
      InvoiceRun.Tally tally = rooms.run().run(month);
      boolean any = tally.made() + tally.remade() + tally.same() > 0;
      Pages.done(ctx, PATH, tally.failed() > 0 ? "run-failed" : any ? "run" : "run-nothing");
    } catch (DateTimeException none) {
      form.error("month", "run.month.wrong");
      pages.send(
          ctx,
          page(ctx, form, form(rooms.office().issuer()))
              .status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  private void change(RoutingContext ctx) {
    Form form = Form.read(ctx, ISSUER);
    long days = form.number("due-days").orElse(-1L);
    if (form.valid() && (days < 0 || days > Issuer.MAX_DUE_DAYS)) {
      form.error("due-days", "issuer.due-days.wrong", Issuer.MAX_DUE_DAYS);
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, blankRun(), form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Issuer issuer =
        new Issuer(
            new Address(
                form.text("name").strip(),
                form.text("address").strip(),
                form.text("tax-number").strip()),
            form.text("payment").strip(),
            Math.toIntExact(days),
            form.flag("suspends"),
            form.version());
    if (!rooms.office().change(Visit.of(ctx).staff(), issuer)) {
      throw new WeirFault(FaultCode.EDIT_CONFLICT, "issuer");
    }
    Pages.done(ctx, PATH, "saved");
  }

  private Page page(RoutingContext ctx, Form run, Form issuer) {
    List<CardRow> cards = rooms.cards().newest().stream().map(BillingDeskPages::row).toList();
    return Page.of("operator/billing", "operator")
        .with("cards", cards)
        .with("drafts", rows(ctx, State.DRAFT))
        .with("issued", rows(ctx, State.FINAL))
        .with("run", run)
        .with("issuer", issuer);
  }

  private List<InvoiceRow> rows(RoutingContext ctx, State state) {
    var staff = Visit.of(ctx).staff();
    return rooms.invoices().of(staff, state).stream()
        .map(invoice -> InvoiceRow.of(invoice, rooms.tenants().name(staff, invoice.tenant())))
        .toList();
  }

  private static CardRow row(CardVersion card) {
    return new CardRow(
        card.card(),
        card.title(),
        card.currency().getCurrencyCode(),
        card.version(),
        InvoiceView.month(card.from()));
  }

  private Form blankRun() {
    YearMonth last = YearMonth.from(time.now().atOffset(ZoneOffset.UTC)).minusMonths(1);
    return Form.blank(RUN).with("month", last.toString());
  }

  private static Form form(Issuer issuer) {
    return Form.blank(ISSUER)
        .with("name", issuer.address().name())
        .with("address", issuer.address().address())
        .with("tax-number", issuer.address().taxNumber())
        .with("payment", issuer.payment())
        .with("due-days", Integer.toString(issuer.dueDays()))
        .with("suspends", issuer.suspends())
        .version(issuer.version());
  }
}
