package dev.weir.portal.billing.warning;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.billing.bill.BillToDate;
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
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /billing/budget}: what a month may cost before somebody is warned. */
public final class BudgetPages {

  private static final String PATH = "/billing/budget";
  private static final int MAX_AMOUNT = 20;
  private static final FormShape BUDGET = FormShape.of("budget", Field.text("amount", MAX_AMOUNT));

  private final Budgets budgets;
  private final BillToDate bill;
  private final Pages pages;

  /** Pages over these. */
  public BudgetPages(Budgets budgets, BillToDate bill, Pages pages) {
    this.budgets = budgets;
    this.bill = bill;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.BILLING_WRITE, this::show),
        RouteEntry.form(PATH, Permission.BILLING_WRITE, this::change));
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Optional<Currency> currency = bill.currency(actor);
    Form form = Form.blank(BUDGET);
    currency.ifPresent(
        in -> budgets.read(actor).ifPresent(minor -> form.with("amount", Money.plain(in, minor))));
    pages.send(ctx, page(form, currency));
  }

  private void change(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.read(ctx, BUDGET);
    Optional<Currency> currency = bill.currency(actor);
    String typed = form.text("amount").strip();
    OptionalLong amount =
        typed.isEmpty() || currency.isEmpty()
            ? OptionalLong.empty()
            : Money.parse(currency.get(), typed);
    boolean fits =
        typed.isEmpty()
            || (amount.isPresent()
                && amount.getAsLong() > 0
                && amount.getAsLong() <= Budgets.MAX_MINOR);
    if (!fits) {
      form.error("amount", "budget.amount.wrong");
    }
    if (!form.valid()) {
      pages.send(ctx, page(form, currency).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    budgets.change(actor, typed.isEmpty() ? Optional.empty() : Optional.of(amount.orElseThrow()));
    Pages.done(ctx, PATH, "saved");
  }

  private static Page page(Form form, Optional<Currency> currency) {
    return Page.of("billing/budget", "billing")
        .with("form", form)
        .with("currency", currency.map(Currency::getCurrencyCode).orElse(""));
  }
}
