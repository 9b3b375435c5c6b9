package dev.weir.portal.billing.invoice;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.billing.invoice.InvoiceOffice.Standing;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/**
 * {@code /billing/invoices/…}: an invoice, its PDF, and what each of its lines is made of, down to
 * the rows of the ledger.
 */
public final class InvoicePages {

  private static final String ONE = "/billing/invoices/:invoice";
  private static final String LINE = ONE + "/lines/:line";
  private static final int MAX_LINE_DIGITS = 3;

  private final Invoices invoices;
  private final Pages pages;
  private final TimeSource time;

  /** Shows these. */
  public InvoicePages(Invoices invoices, Pages pages, TimeSource time) {
    this.invoices = invoices;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(ONE + ".pdf", Permission.BILLING_READ, this::pdf),
        RouteEntry.page(LINE + ".csv", Permission.BILLING_READ, this::csv),
        RouteEntry.page(LINE, Permission.BILLING_READ, this::line),
        RouteEntry.page(ONE, Permission.BILLING_READ, this::show));
  }

  private void show(RoutingContext ctx) {
    InvoiceView view = view(invoices.find(Visit.of(ctx).actor(), invoice(ctx)));
    pages.send(ctx, Page.of("billing/invoice", "billing").titled(view.title()).with("view", view));
  }

  private void pdf(RoutingContext ctx) {
    Standing found = invoices.find(Visit.of(ctx).actor(), invoice(ctx));
    sendPdf(ctx.response(), view(found));
  }

  private void line(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Standing found = invoices.find(actor, invoice(ctx));
    Invoice invoice = found.invoice();
    int place = place(ctx);
    InvoiceView view = view(found);
    InvoiceView.Row row =
        view.lines().stream()
            .filter(line -> line.place() == place)
            .findFirst()
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "line=" + place));
    String path = "/billing/invoices/" + invoice.id();
    pages.send(
        ctx,
        Page.of("billing/line", "billing")
            .with("view", view)
            .with("line", row)
            .with("invoice", path)
            .with("csv", path + "/lines/" + place + ".csv")
            .with(
                "sums",
                LineRows.of(
                    invoice.document().lines().get(place),
                    invoice.month(),
                    invoices.streams(actor, invoice))));
  }

  private void csv(RoutingContext ctx) {
    sendRows(ctx.response(), invoices, Visit.of(ctx).actor(), invoice(ctx), place(ctx));
  }

  /** Answers with the rows behind a line; wants {@code billing:read}. */
  public static void sendRows(
      HttpServerResponse response, Invoices invoices, Actor actor, UUID invoice, int line) {
    invoices.rows(
        actor,
        invoice,
        line,
        rows -> {
          if (!response.headWritten()) {
            response
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"ledger.csv\"");
            response.write(LineRows.HEADER).await();
          }
          if (!rows.isEmpty()) {
            response.write(LineRows.csv(rows)).await();
          }
        });
    response.end();
  }

  /** Answers with an invoice as a PDF. */
  public static void sendPdf(HttpServerResponse response, InvoiceView view) {
    String name = view.number().isEmpty() ? "draft" : view.number();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/pdf")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"invoice-" + name + ".pdf\"")
        .end(Buffer.buffer(InvoicePdf.write(view)));
  }

  private InvoiceView view(Standing found) {
    return InvoiceView.of(
        found.invoice(),
        found.owedMinor(),
        time.now().atZone(found.invoice().month().zone()).toLocalDate());
  }

  /** The invoice that a path names; throws {@code WeirFault NOT_FOUND} when it cannot be one. */
  public static UUID invoice(RoutingContext ctx) {
    try {
      return UUID.fromString(ctx.pathParam("invoice"));
    } catch (IllegalArgumentException none) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no id of an invoice");
    }
  }

  private static int place(RoutingContext ctx) {
    String text = ctx.pathParam("line");
    if (text.length() > MAX_LINE_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no line");
    }
    return text.isEmpty() ? -1 : Integer.parseInt(text);
  }
}
