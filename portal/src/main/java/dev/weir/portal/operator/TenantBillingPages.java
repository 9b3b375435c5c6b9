package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.account.BillingOffice;
import dev.weir.portal.billing.account.BillingOffice.Sheet;
import dev.weir.portal.billing.account.Posting;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /operator/tenants/:tenant/billing}: what is agreed with a tenant, and its book. */
public final class TenantBillingPages {

  private static final String PATH = OperatorPages.TENANTS + ":tenant/billing";
  private static final int MONTH = 7;
  private static final int MAX_ZONE = 64;
  private static final int MAX_AMOUNT = 20;
  private static final int MAX_PERCENT = 8;
  private static final int MAX_TAX_NAME = 40;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final FormShape TERMS =
      FormShape.of(
          "terms",
          Field.text("from", MONTH).mandatory(),
          Field.choice("card").mandatory(),
          Field.choice("method", "TRAFFIC", "DAILY_PEAK", "MONTHLY_95TH", "MONTHLY_FOURTH_PEAK")
              .mandatory(),
          Field.text("discount", MAX_PERCENT),
          Field.text("minimum", MAX_AMOUNT),
          Field.text("tax-name", MAX_TAX_NAME),
          Field.text("tax", MAX_PERCENT),
          Field.text("zone", MAX_ZONE).mandatory());
  private static final FormShape POST =
      FormShape.of(
          "post",
          Field.choice("book", "CREDIT", "PREPAID").mandatory(),
          Field.text("amount", MAX_AMOUNT).mandatory(),
          Field.text("note", Posting.MAX_NOTE).mandatory());

  private final TenantOffice tenants;
  private final BillingDeskPages.Rooms rooms;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public TenantBillingPages(BillingDeskPages.Rooms rooms, Pages pages, TimeSource time) {
    this.tenants = rooms.tenants();
    this.rooms = rooms;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show),
        RouteEntry.operatorForm(PATH + "/terms", this::agree),
        RouteEntry.operatorForm(PATH + "/post", this::post));
  }

  /** A posting in words. Public for the template. */
  public record PostingRow(String at, String book, String reason, String amount, String note) {}

  private void show(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    Sheet sheet = rooms.office().sheet(Visit.of(ctx).staff(), tenant.id());
    pages.send(ctx, page(ctx, tenant, sheet, form(sheet), Form.blank(POST)));
  }

  private void agree(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    Form form = Form.read(ctx, TERMS);
    Optional<AgreedTerms> terms = terms(form);
    if (form.valid() && terms.isPresent()) {
      BillingOffice.Outcome outcome =
          rooms
              .office()
              .agree(
                  Visit.of(ctx).staff(),
                  tenant.id(),
                  ZoneId.of(form.text("zone").strip()),
                  terms.get());
      if (done(form, outcome)) {
        Pages.done(ctx, OperatorPages.path(tenant.id()) + "/billing", "agreed");
        return;
      }
    }
    Sheet sheet = rooms.office().sheet(Visit.of(ctx).staff(), tenant.id());
    pages.send(
        ctx,
        page(ctx, tenant, sheet, form, Form.blank(POST))
            .status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private static boolean done(Form form, BillingOffice.Outcome outcome) {
    switch (outcome) {
      case AGREED -> {
        return true;
      }
      case NO_CARD -> form.error("card", "terms.card.none");
      case NO_METHOD -> form.error("method", "terms.method.none");
      case OTHER_CURRENCY -> form.error("card", "terms.card.currency");
      case BILLED_ALREADY -> form.error("from", "terms.from.billed");
      case OTHER_ZONE -> form.error("zone", "terms.zone.other");
    }
    return false;
  }

  private void post(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    Form form = Form.read(ctx, POST);
    Sheet sheet = rooms.office().sheet(Visit.of(ctx).staff(), tenant.id());
    OptionalLong amount =
        sheet.currency().isPresent()
            ? Money.parse(sheet.currency().get(), form.text("amount").strip())
            : OptionalLong.empty();
    boolean fits =
        amount.isPresent()
            && amount.getAsLong() != 0
            && Math.abs(amount.getAsLong()) <= Posting.MAX_AMOUNT_MINOR;
    if (!fits) {
      form.error("amount", "post.amount.wrong");
    }
    if (!form.valid()) {
      pages.send(
          ctx,
          page(ctx, tenant, sheet, form(sheet), form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    rooms
        .office()
        .post(
            Visit.of(ctx).staff(),
            tenant.id(),
            Book.valueOf(form.text("book")),
            amount.orElseThrow(),
            form.text("note").strip());
    Pages.done(ctx, OperatorPages.path(tenant.id()) + "/billing", "posted");
  }

  private Page page(RoutingContext ctx, TenantRow tenant, Sheet sheet, Form terms, Form post) {
    TenantId id = tenant.id();
    Currency currency = sheet.currency().orElse(Currency.getInstance("EUR"));
    List<BillingDeskPages.InvoiceRow> invoices =
        rooms.invoices().of(Visit.of(ctx).staff(), id).stream()
            .map(invoice -> BillingDeskPages.InvoiceRow.of(invoice, ""))
            .toList();
    return Page.of("operator/tenant-billing", "operator")
        .titled(tenant.name())
        .with("tenant", tenant)
        .with("path", OperatorPages.path(id))
        .with("billed", sheet.account().isPresent())
        .with("owed", Money.text(currency, sheet.balance().owedMinor()))
        .with("credit", Money.text(currency, sheet.balance().creditMinor()))
        .with("prepaid", Money.text(currency, sheet.balance().prepaidMinor()))
        .with("postings", sheet.postings().stream().map(TenantBillingPages::row).toList())
        .with("invoices", invoices)
        .with("cards", choices())
        .with("terms", terms)
        .with("post", post);
  }

  private static PostingRow row(Posting posting) {
    return new PostingRow(
        posting.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        posting.book().name().toLowerCase(Locale.ROOT),
        posting.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Money.text(posting.currency(), posting.amountMinor()),
        posting.note());
  }

  private List<Choice> choices() {
    return rooms.cards().newest().stream().map(TenantBillingPages::choice).toList();
  }

  private static Choice choice(CardVersion card) {
    return new Choice(card.card(), card.title() + " (" + card.currency() + ")");
  }

  private Form form(Sheet sheet) {
    YearMonth now = YearMonth.from(time.now().atOffset(ZoneOffset.UTC));
    Form form = Form.blank(TERMS).with("from", now.toString()).with("zone", "UTC");
    sheet.account().ifPresent(account -> form.with("zone", account.zone().getId()));
    sheet.terms().stream()
        .findFirst()
        .ifPresent(terms -> {
          form.with("card", terms.card())
              .with("method", terms.method().name())
              .with("discount", percent(terms.discount()))
              .with(
                  "minimum",
                  sheet.currency().map(in -> Money.plain(in, terms.minimumMinor())).orElse(""));
          terms
              .tax()
              .ifPresent(
                  tax -> form.with("tax-name", tax.name()).with("tax", percent(tax.share())));
        });
    return form;
  }

  private Optional<AgreedTerms> terms(Form form) {
    Share discount = share(form, "discount");
    Share tax = share(form, "tax");
    String taxName = form.text("tax-name").strip();
    Optional<Currency> currency =
        rooms.cards().newest().stream()
            .filter(card -> card.card().equals(form.text("card")))
            .map(CardVersion::currency)
            .findFirst();
    if (currency.isEmpty()) {
      form.error("card", "terms.card.none");
      return Optional.empty();
    }
    String minimum = form.text("minimum").strip();
    OptionalLong least =
        minimum.isEmpty() ? OptionalLong.of(0) : Money.parse(currency.get(), minimum);
    if (least.isEmpty() || least.getAsLong() < 0) {
      form.error("minimum", "terms.minimum.wrong");
    }
    if (!ZoneId.getAvailableZoneIds().contains(form.text("zone").strip())) {
      form.error("zone", "terms.zone.wrong");
    }
    Optional<YearMonth> from = month(form);
    if (!form.valid()) {
      return Optional.empty();
    }
    return from.map(first ->
        new AgreedTerms(
            first,
            form.text("card"),
            EgressMethod.valueOf(form.text("method")),
            discount,
            least.orElse(0),
            taxName.isEmpty() ? Optional.empty() : Optional.of(new Terms.Tax(taxName, tax))));
  }

  private static Optional<YearMonth> month(Form form) {
    try {
      return Optional.of(YearMonth.parse(form.text("from").strip()));
    } catch (DateTimeException none) {
      form.error("from", "terms.from.wrong");
      return Optional.empty();
    }
  }

  private static Share share(Form form, String field) {
    String typed = form.text(field).strip();
    if (typed.isEmpty()) {
      return Share.NONE;
    }
    if (!typed.matches("[0-9]{1,3}([.][0-9]{1,2})?")
        || new BigDecimal(typed).compareTo(HUNDRED) > 0) {
      form.error(field, "terms.percent.wrong");
      return Share.NONE;
    }
    return new Share(new BigDecimal(typed).multiply(HUNDRED).intValueExact());
  }

  private static String percent(Share share) {
    return BigDecimal.valueOf(share.basisPoints(), 2).stripTrailingZeros().toPlainString();
  }
}
