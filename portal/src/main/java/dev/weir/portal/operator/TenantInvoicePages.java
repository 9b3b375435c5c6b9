package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.Posting;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.billing.invoice.InvoiceOffice.Outcome;
import dev.weir.portal.billing.invoice.InvoiceOffice.Standing;
import dev.weir.portal.billing.invoice.InvoicePages;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** {@code /operator/tenants/:tenant/billing/invoices/…}: what staff does with an invoice. */
public final class TenantInvoicePages {

  private static final String PATH = OperatorPages.TENANTS + ":tenant/billing/invoices/:invoice";
  private static final int MAX_AMOUNT = 20;

  private static final FormShape ISSUE = FormShape.of("issue");
  private static final FormShape VOID =
      FormShape.of("void", Field.text("reason", Invoice.MAX_REASON).mandatory());
  private static final FormShape CORRECT =
      FormShape.of(
          "correct",
          Field.text("amount", MAX_AMOUNT).mandatory(),
          Field.text("reason", Invoice.MAX_REASON).mandatory());
  private static final FormShape PAY =
      FormShape.of(
          "pay",
          Field.text("amount", MAX_AMOUNT).mandatory(),
          Field.text("note", Posting.MAX_NOTE).mandatory());

  private final TenantOffice tenants;
  private final InvoiceOffice invoices;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public TenantInvoicePages(
      TenantOffice tenants, InvoiceOffice invoices, Pages pages, TimeSource time) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH + ".pdf", this::pdf),
        RouteEntry.operatorPage(PATH, this::show),
        RouteEntry.operatorForm(PATH + "/issue", this::issue),
        RouteEntry.operatorForm(PATH + "/void", this::declareVoid),
        RouteEntry.operatorForm(PATH + "/correct", this::correct),
        RouteEntry.operatorForm(PATH + "/pay", this::pay));
  }

  /** Where an invoice is, and what was typed about it. */
  private record Forms(Form declareVoid, Form correct, Form pay) {

    static Forms blank() {
      return new Forms(Form.blank(VOID), Form.blank(CORRECT), Form.blank(PAY));
    }
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(ctx, Forms.blank()));
  }

  private void pdf(RoutingContext ctx) {
    InvoicePages.sendPdf(ctx.response(), view(find(ctx)));
  }

  private void issue(RoutingContext ctx) {
    Form.read(ctx, ISSUE);
    tell(ctx, invoices.makeFinal(staff(ctx), tenant(ctx), InvoicePages.invoice(ctx)), "issued");
  }

  private void declareVoid(RoutingContext ctx) {
    Form form = Form.read(ctx, VOID);
    if (!form.valid()) {
      refuse(ctx, new Forms(form, Form.blank(CORRECT), Form.blank(PAY)));
      return;
    }
    UUID id = InvoicePages.invoice(ctx);
    tell(
        ctx,
        invoices.declareVoid(staff(ctx), tenant(ctx), id, form.text("reason").strip()),
        "void");
  }

  private void correct(RoutingContext ctx) {
    Form form = Form.read(ctx, CORRECT);
    OptionalLong amount = amount(ctx, form, "correct.amount.wrong");
    if (form.valid()) {
      Outcome outcome =
          invoices.correct(
              staff(ctx),
              tenant(ctx),
              InvoicePages.invoice(ctx),
              amount.orElseThrow(),
              form.text("reason").strip());
      if (outcome != Outcome.TOO_MUCH) {
        tell(ctx, outcome, "corrected");
        return;
      }
      form.error("amount", "correct.amount.much");
    }
    refuse(ctx, new Forms(Form.blank(VOID), form, Form.blank(PAY)));
  }

  private void pay(RoutingContext ctx) {
    Form form = Form.read(ctx, PAY);
    OptionalLong amount = amount(ctx, form, "pay.amount.wrong");
    if (form.valid()) {
      Outcome outcome =
          invoices.pay(
              staff(ctx),
              tenant(ctx),
              InvoicePages.invoice(ctx),
              amount.orElseThrow(),
              form.text("note").strip());
      if (outcome != Outcome.TOO_MUCH) {
        tell(ctx, outcome, "paid");
        return;
      }
      form.error("amount", "pay.amount.much");
    }
    refuse(ctx, new Forms(Form.blank(VOID), Form.blank(CORRECT), form));
  }

  private OptionalLong amount(RoutingContext ctx, Form form, String wrong) {
    OptionalLong amount = Money.parse(find(ctx).invoice().currency(), form.text("amount").strip());
    if (amount.isEmpty() || amount.getAsLong() <= 0) {
      form.error("amount", wrong);
    }
    return amount;
  }

  private void tell(RoutingContext ctx, Outcome outcome, String done) {
    String path =
        OperatorPages.path(tenant(ctx)) + "/billing/invoices/" + InvoicePages.invoice(ctx);
    String key =
        switch (outcome) {
          case DONE -> done;
          case CHANGED -> "changed";
          case EARLIER_FIRST -> "earlier";
          case NOT_POSSIBLE, TOO_MUCH -> "not-possible";
        };
    Pages.done(ctx, path, key);
  }

  private void refuse(RoutingContext ctx, Forms forms) {
    pages.send(ctx, page(ctx, forms).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private Page page(RoutingContext ctx, Forms forms) {
    TenantRow tenant = tenants.find(staff(ctx), tenant(ctx));
    Standing found = find(ctx);
    Invoice invoice = found.invoice();
    boolean stands =
        invoice.state() == Invoice.State.FINAL && invoice.kind() == Invoice.Kind.INVOICE;
    String path = OperatorPages.path(tenant.id());
    return Page.of("operator/tenant-invoice", "operator")
        .titled(tenant.name())
        .with("tenant", tenant)
        .with("path", path)
        .with("self", path + "/billing/invoices/" + invoice.id())
        .with("view", view(found))
        .with("draft", invoice.state() == Invoice.State.DRAFT)
        .with("stands", stands)
        .with("owes", stands && found.owedMinor() > 0)
        .with("declareVoid", forms.declareVoid())
        .with("correct", forms.correct())
        .with("pay", forms.pay());
  }

  private InvoiceView view(Standing found) {
    return InvoiceView.of(
        found.invoice(),
        found.owedMinor(),
        time.now().atZone(found.invoice().month().zone()).toLocalDate());
  }

  private Standing find(RoutingContext ctx) {
    return invoices.find(staff(ctx), tenant(ctx), InvoicePages.invoice(ctx));
  }

  private static Staff staff(RoutingContext ctx) {
    return Visit.of(ctx).staff();
  }

  private static TenantId tenant(RoutingContext ctx) {
    return OperatorPages.tenantOf(ctx);
  }
}
