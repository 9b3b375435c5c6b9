package dev.weir.portal.api;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.billing.bill.BillToDate;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.invoice.InvoiceOffice.Standing;
import dev.weir.portal.billing.invoice.InvoicePages;
import dev.weir.portal.billing.invoice.Invoices;
import dev.weir.portal.billing.label.LabelBill;
import dev.weir.portal.billing.label.LabelBills;
import dev.weir.portal.billing.rating.BillLine;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** {@code /api/v1/bill} and {@code /api/v1/invoices}: what is billed, down to the ledger's rows. */
public final class BillingApi {

  private static final String INVOICES = "/api/v1/invoices";
  private static final int PLACES = 6;

  private final BillToDate bill;
  private final Invoices invoices;
  private final LabelBills labels;

  /** Tells of these. */
  public BillingApi(BillToDate bill, Invoices invoices, LabelBills labels) {
    this.bill = bill;
    this.invoices = invoices;
    this.labels = labels;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/bill", Permission.BILLING_READ, this::bill),
        RouteEntry.api(HttpMethod.GET, INVOICES, Permission.BILLING_READ, this::list),
        RouteEntry.api(
            HttpMethod.GET,
            INVOICES + "/:invoice/lines/:line/rows",
            Permission.BILLING_READ,
            this::rows),
        RouteEntry.api(
            HttpMethod.GET, INVOICES + "/:invoice/labels", Permission.BILLING_READ, this::labels),
        RouteEntry.api(HttpMethod.GET, INVOICES + "/:invoice", Permission.BILLING_READ, this::one));
  }

  private void bill(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    BillToDate.Month month =
        bill.month(call.actor())
            .orElseThrow(() ->
                new WeirFault(FaultCode.NOT_FOUND, "not billed tenant=" + call.actor().tenant()));
    List<Priced> things = month.card().lines(month.terms().method());
    JsonArray lines = new JsonArray();
    for (int i = 0; i < things.size(); i++) {
      BillLine line = month.bill().lines().get(i);
      lines.add(line(things.get(i), line.quantity(), line.amountMinor()));
    }
    JsonObject methods = new JsonObject();
    Map<EgressMethod, Long> totals = new TreeMap<>();
    month.methods().forEach((method, other) -> totals.put(method, other.totalMinor()));
    totals.forEach((method, total) -> methods.put(method.name(), total));
    call.ok(
        new JsonObject()
            .put("month", month.month().month().toString())
            .put("zone", month.month().zone().getId())
            .put("currency", month.bill().currency().getCurrencyCode())
            .put("lines", lines)
            .put("totalMinor", month.bill().totalMinor())
            .put("forecastMinor", month.forecast().totalMinor())
            .put("forecastByMethod", methods));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    JsonArray all = new JsonArray();
    invoices.list(call.actor()).forEach(invoice -> all.add(json(invoice)));
    call.ok(new JsonObject().put("invoices", all));
  }

  private void one(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Standing found = invoices.find(call.actor(), UUID.fromString(call.text("invoice")));
    Invoice invoice = found.invoice();
    JsonArray lines = new JsonArray();
    for (Line line : invoice.document().lines()) {
      lines.add(line(line.thing(), line.quantity(), line.amountMinor()));
    }
    call.ok(
        json(invoice)
            .put("lines", lines)
            .put("discountMinor", invoice.document().discountMinor())
            .put("minimumMinor", invoice.document().minimumMinor())
            .put("creditMinor", invoice.document().creditMinor())
            .put("owedMinor", found.owedMinor()));
  }

  private void rows(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    InvoicePages.sendRows(
        ctx.response(),
        invoices,
        call.actor(),
        UUID.fromString(call.text("invoice")),
        Integer.parseInt(call.text("line")));
  }

  private void labels(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    LabelBills.Divided divided =
        labels.divide(
            call.actor(), UUID.fromString(call.text("invoice")), call.find("key").orElse(""));
    JsonArray parts = new JsonArray();
    for (LabelBill.Part part : divided.bill().parts()) {
      parts.add(
          new JsonObject()
              .put("value", part.value())
              .put("lineMinor", new JsonArray(part.lineMinor()))
              .put("netMinor", part.netMinor()));
    }
    call.ok(
        new JsonObject()
            .put("key", divided.bill().key())
            .put("currency", divided.invoice().currency().getCurrencyCode())
            .put("parts", parts));
  }

  private static JsonObject line(Priced thing, Ratio quantity, long amountMinor) {
    return new JsonObject()
        .put("thing", thing.name())
        .put("unit", thing.measure().unit().name())
        .put("quantity", quantity.decimal(PLACES).toPlainString())
        .put("amountMinor", amountMinor);
  }

  private static JsonObject json(Invoice invoice) {
    JsonObject json =
        new JsonObject()
            .put("id", invoice.id().toString())
            .put("number", invoice.number().orElse(""))
            .put("kind", invoice.kind().name())
            .put("state", invoice.state().name())
            .put("month", invoice.month().month().toString())
            .put("currency", invoice.currency().getCurrencyCode())
            .put("netMinor", invoice.amounts().netMinor())
            .put("taxMinor", invoice.amounts().taxMinor())
            .put("totalMinor", invoice.amounts().totalMinor());
    invoice.finalAt().ifPresent(at -> json.put("issuedAt", at.toString()));
    invoice.dueOn().ifPresent(due -> json.put("dueOn", due.toString()));
    invoice.corrects().ifPresent(other -> json.put("corrects", other.toString()));
    return json;
  }
}
