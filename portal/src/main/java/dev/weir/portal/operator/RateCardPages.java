package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.card.PriceNotation;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.card.RateCards.Draft;
import dev.weir.portal.billing.invoice.InvoiceView;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.billing.rating.Position;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /operator/billing/cards/…}: rate cards, and publishing them. */
public final class RateCardPages {

  private static final String PATH = BillingDeskPages.PATH + "/cards";
  private static final int MAX_NAME = 40;
  private static final int MAX_TITLE = 100;
  private static final int CODE = 3;
  private static final int MONTH = 7;
  private static final String BUNDLE = "billing/words";

  private static final FormShape NEW = shape(true);
  private static final FormShape NEXT = shape(false).versioned();

  private final RateCards cards;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public RateCardPages(RateCards cards, Pages pages, TimeSource time) {
    this.cards = cards;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH + "/new", this::blank),
        RouteEntry.operatorForm(PATH + "/new", this::create),
        RouteEntry.operatorPage(PATH + "/:card", this::show),
        RouteEntry.operatorForm(PATH + "/:card", this::publish));
  }

  /**
   * A version in words. Public for the template.
   *
   * @param current whether it holds in the month that goes on
   */
  public record Row(int version, String from, boolean current, List<Price> prices) {

    /** Copies the prices. */
    public Row {
      prices = List.copyOf(prices);
    }
  }

  /** A price in words. */
  public record Price(String name, String notation) {}

  /**
   * A field with what it is for.
   *
   * @param name of the field
   * @param unit that its price is for one of
   */
  public record PriceField(String name, String unit) {}

  private static FormShape shape(boolean first) {
    List<Field> fields = new ArrayList<>();
    if (first) {
      fields.add(Field.text("name", MAX_NAME).mandatory());
      fields.add(Field.text("title", MAX_TITLE).mandatory());
      fields.add(Field.text("currency", CODE).mandatory());
    }
    fields.add(Field.text("from", MONTH).mandatory());
    for (Priced thing : Priced.values()) {
      fields.add(Field.text(thing.text(), PriceNotation.MAX_LENGTH));
    }
    return FormShape.of("card", fields.toArray(Field[]::new));
  }

  private void blank(RoutingContext ctx) {
    Form form =
        Form.blank(NEW)
            .with("currency", "EUR")
            .with("from", now().toString())
            .with(Priced.EGRESS_TRAFFIC.text(), "0.05");
    pages.send(ctx, newPage(form));
  }

  private void create(RoutingContext ctx) {
    Form form = Form.read(ctx, NEW);
    String name = form.text("name").strip();
    Optional<Currency> currency = Money.currency(form.text("currency").strip());
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}") || name.equals("new")) {
      form.error("name", "card.name.wrong");
    }
    if (currency.isEmpty()) {
      form.error("currency", "card.currency.wrong");
    }
    Map<Priced, Position> prices = prices(form);
    YearMonth from = month(form);
    if (form.valid()) {
      Draft draft =
          new Draft(name, form.text("title").strip(), currency.orElseThrow(), from, prices);
      if (done(form, cards.create(Visit.of(ctx).staff(), draft))) {
        Pages.done(ctx, PATH + "/" + name, "published");
        return;
      }
    }
    pages.send(ctx, newPage(form).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private void show(RoutingContext ctx) {
    List<CardVersion> versions = cards.versions(ctx.pathParam("card"));
    CardVersion newest = versions.getFirst();
    YearMonth next = now().isBefore(newest.from()) ? newest.from() : now();
    Form form =
        Form.blank(NEXT).with("from", next.plusMonths(1).toString()).version(newest.version());
    newest.prices().forEach((thing, price) -> form.with(thing.text(), PriceNotation.format(price)));
    pages.send(ctx, page(versions, form));
  }

  private void publish(RoutingContext ctx) {
    List<CardVersion> versions = cards.versions(ctx.pathParam("card"));
    CardVersion newest = versions.getFirst();
    Form form = Form.read(ctx, NEXT);
    Map<Priced, Position> prices = prices(form);
    YearMonth from = month(form);
    if (form.valid()) {
      Draft draft = new Draft(newest.card(), newest.title(), newest.currency(), from, prices);
      int seen = Math.toIntExact(form.version());
      if (done(form, cards.publish(Visit.of(ctx).staff(), draft, seen))) {
        Pages.done(ctx, PATH + "/" + newest.card(), "published");
        return;
      }
    }
    pages.send(ctx, page(versions, form).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private static boolean done(Form form, RateCards.Outcome outcome) {
    switch (outcome) {
      case PUBLISHED -> {
        return true;
      }
      case NAME_TAKEN -> form.error("name", "card.name.taken");
      case TOO_EARLY -> form.error("from", "card.from.early");
      case TOO_MANY -> form.error("from", "card.many");
    }
    return false;
  }

  private Map<Priced, Position> prices(Form form) {
    Map<Priced, Position> prices = new EnumMap<>(Priced.class);
    for (Priced thing : Priced.values()) {
      String typed = form.text(thing.text()).strip();
      if (!typed.isEmpty()) {
        try {
          prices.put(thing, PriceNotation.parse(thing.measure(), typed));
        } catch (IllegalArgumentException wrong) {
          form.error(thing.text(), "card.price.wrong");
        }
      }
    }
    if (form.valid() && prices.keySet().stream().allMatch(thing -> thing.method().isEmpty())) {
      form.error(Priced.EGRESS_TRAFFIC.text(), "card.price.none");
    }
    return prices;
  }

  private static YearMonth month(Form form) {
    try {
      return YearMonth.parse(form.text("from").strip());
    } catch (DateTimeException none) {
      form.error("from", "card.from.wrong");
      return YearMonth.of(2000, 1);
    }
  }

  private Page newPage(Form form) {
    return Page.of("operator/card-new", "operator").with("form", form).with("fields", fields());
  }

  private Page page(List<CardVersion> versions, Form form) {
    CardVersion newest = versions.getFirst();
    YearMonth now = now();
    Optional<CardVersion> current =
        versions.stream().filter(version -> !version.from().isAfter(now)).findFirst();
    List<Row> rows =
        versions.stream()
            .map(version ->
                new Row(
                    version.version(),
                    InvoiceView.month(version.from()),
                    current.filter(version::equals).isPresent(),
                    words(version)))
            .toList();
    return Page.of("operator/card", "operator")
        .titled(newest.title())
        .with("card", newest)
        .with("versions", rows)
        .with("fields", fields())
        .with("form", form);
  }

  private static List<Price> words(CardVersion version) {
    List<Price> words = new ArrayList<>();
    for (Priced thing : Priced.values()) {
      Optional.ofNullable(version.prices().get(thing))
          .ifPresent(
              price -> words.add(new Price(InvoiceView.name(thing), PriceNotation.format(price))));
    }
    return words;
  }

  private static List<PriceField> fields() {
    List<PriceField> fields = new ArrayList<>();
    for (Priced thing : Priced.values()) {
      fields.add(
          new PriceField(
              thing.text(), Messages.text(BUNDLE, "unit." + thing.measure().unit().name(), "1")));
    }
    return fields;
  }

  private YearMonth now() {
    return YearMonth.from(time.now().atOffset(ZoneOffset.UTC));
  }
}
