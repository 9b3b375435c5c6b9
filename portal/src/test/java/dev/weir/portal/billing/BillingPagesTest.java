package dev.weir.portal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From a rate card that staff types to an invoice that its tenant reads, line by line down to the
 * rows of the ledger; another tenant sees nothing of it.
 */
@Timeout(60)
class BillingPagesTest {

  private static final long GIB = 1L << 30;
  private static final Instant IN_TIME = Instant.parse("2026-11-01T10:00:00Z");

  private static PortalHouse house;
  private static TenantId tenant;
  private static Browser staff;
  private static Browser billing;
  private static Browser stranger;
  private static String desk;
  private static UUID october;

  @BeforeAll
  static void aMonthThatIsIssued() {
    house = PortalHouse.open();
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    TenantId other = house.tenantWithoutPassword("other@example.org", "other.example.org");
    staff = house.signedInAsStaff(other, Role.VIEWER);
    billing = house.signedIn(tenant, Role.BILLING);
    stranger = house.signedIn(other, Role.OWNER);
    staff.get("/account");
    billing.get("/account");
    desk = "/operator/tenants/" + tenant + "/billing";
    Map<String, String> card =
        Map.of(
            "name", "standard",
            "title", "Standard",
            "currency", "EUR",
            "from", "2026-01",
            "egress-traffic", "10 free; 0.08 to 100; 0.06",
            "egress-daily-peak", "0.5",
            "recording", "0.001");
    assertThat(post("/operator/billing/cards/new", card))
        .isEqualTo("/operator/billing/cards/standard?done=published");
    assertThat(post(desk + "/terms", terms("2026-10"))).endsWith("done=agreed");
    String issuer = "Streams (and more) Ltd";
    assertThat(
            post(
                "/operator/billing/issuer",
                Map.of("name", issuer, "payment", "IBAN 1", "due-days", "14", "version", "1")))
        .endsWith("done=saved");
    Billed billed = new Billed(house);
    billed.use(tenant, "one", MeterDetail.FLV, "2026-10-02T10:00:00Z", 40 * GIB, IN_TIME);
    billed.use(tenant, "two", MeterDetail.LL_HLS, "2026-10-02T10:05:00Z", 30 * GIB, IN_TIME);
    billed.use(tenant, "one", MeterDetail.FLV, "2026-11-20T10:00:00Z", 110 * GIB, IN_TIME);
    house.domain(tenant, "play.example.org");
    label("one", "team", "news");
    label("two", "place", "=hall");
    billed.closed(IN_TIME, IN_TIME);
    assertThat(post("/operator/billing/run", Map.of("month", "2026-10"))).endsWith("done=run");
    Invoice draft = billed.invoices().of(Billed.STAFF, tenant).getFirst();
    october = draft.id();
    assertThat(billing.get("/billing/invoices/" + october).statusCode()).isEqualTo(404);
    assertThat(post(desk + "/invoices/" + october + "/issue", Map.of())).endsWith("done=issued");
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Map<String, String> terms(String from) {
    return Map.of(
        "from", from,
        "card", "standard",
        "method", "TRAFFIC",
        "discount", "10",
        "minimum", "",
        "tax-name", "VAT",
        "tax", "19",
        "zone", "Europe/Berlin");
  }

  /** Where it leads. */
  private static String post(String path, Map<String, String> fields) {
    HttpResponse<String> answer = staff.post(path, fields);
    return answer.headers().firstValue("Location").orElse(answer.statusCode() + answer.body());
  }

  @Test
  void theTenantReadsItsInvoice() {
    // 60 GiB at 0.08 are 4.80, less 10 % are 4.32, and 19 % on that are 0.82.
    assertThat(billing.get("/billing/invoices/" + october).body())
        .contains("Invoice 2026-000001", "Streams (and more) Ltd", "IBAN 1", "October 2026")
        .contains("70 GiB", "10 GiB included", "60 GiB at €0.08", "€4.80", "-€0.48", "€5.14")
        .contains("6 Dec 2026");
    assertThat(billing.get("/billing").body())
        .contains("/billing/invoices/" + october, "2026-000001", "Still to pay");
  }

  @Test
  void eachLineLeadsToTheRowsThatItSums() {
    String line = "/billing/invoices/" + october + "/lines/0";
    assertThat(billing.get(line).body())
        .contains("play.example.org/live/one", "40 GiB", "play.example.org/live/two", "30 GiB");
    String csv = billing.get(line + ".csv").body();
    long sum =
        csv.lines()
            .skip(1)
            .mapToLong(row -> Long.parseLong(row.split(",", -1)[8].replace("\"", "")))
            .sum();
    assertThat(csv.lines()).hasSize(3);
    assertThat(sum).isEqualTo(70 * GIB);
    assertThat(billing.get("/billing/invoices/" + october + "/lines/7").statusCode())
        .isEqualTo(404);
  }

  private static void label(String stream, String key, String value) {
    house.sql(
        """
        INSERT INTO stream_label (tenant_id, domain_id, app, stream, key, value)
        SELECT tenant_id, id, 'live', '%s', '%s', '%s' FROM domain WHERE name = 'play.example.org'
        """
            .formatted(stream, key, value));
  }

  @Test
  void anInvoiceIsDividedByLabel() {
    // 4.80 less 10 %: 40 and 30 of 70 GiB.
    String labels = "/billing/invoices/" + october + "/labels";
    assertThat(billing.get(labels + "?key=team").body())
        .contains("By team", "news", "Without this label", "€2.47", "€1.85", "57.2%")
        .contains("€2.74", "key=place");
    assertThat(billing.get(labels + ".csv?key=team").body().lines())
        .contains("\"team\",\"news\",\"EGRESS_TRAFFIC\",\"EUR\",\"274\"")
        .contains("\"team\",\"news\",\"adjustments\",\"EUR\",\"-27\"")
        .contains("\"team\",\"\",\"EGRESS_TRAFFIC\",\"EUR\",\"206\"");
    assertThat(billing.get(labels + ".csv").body()).contains("\"'=hall\"");
    assertThat(billing.get(labels + "?key=none").statusCode()).isEqualTo(404);
    assertThat(stranger.get(labels).statusCode()).isEqualTo(404);
  }

  @Test
  void anInvoiceIsAPdf() {
    HttpResponse<String> pdf = billing.get("/billing/invoices/" + october + ".pdf");
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    String text = new String(pdf.body().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("%PDF-1.4")
        .contains("(Invoice 2026-000001)", "(Streams \\(and more\\) Ltd)", "(70 GiB)")
        .endsWith("%%EOF\n");
  }

  @Test
  void theMonthThatGoesOnHasABillAndAForecastByEachMethod() {
    // 110 GiB: 10 free, 100 at 0.08; less 10 %, with VAT. The last seven days again until its end.
    assertThat(billing.get("/billing").body())
        .contains("November 2026 so far", "€8.57", "Forecast for the month", "Daily peak")
        .contains("cheapest", "yours");
  }

  @Test
  void whatIsAgreedStaysForMonthsThatAreIssued() {
    assertThat(post(desk + "/terms", terms("2026-10"))).contains("are issued already");
    assertThat(post(desk + "/terms", terms("2026-13"))).contains("A month, such as 2026-11.");
    assertThat(staff.get(desk).body()).contains("€5.14", "2026-000001");
    Map<String, String> next = Map.of("version", "1", "from", "2026-11", "egress-traffic", "0.05");
    assertThat(post("/operator/billing/cards/standard", next)).contains("has not begun");
  }

  @Test
  void nobodyElseSeesIt() {
    for (String path : new String[] {"", ".pdf", "/lines/0", "/lines/0.csv"}) {
      assertThat(stranger.get("/billing/invoices/" + october + path).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(stranger.get("/billing").body()).contains("Nothing is billed to you");
    assertThat(stranger.get(desk).statusCode()).isEqualTo(403);
    assertThat(house.signedIn(tenant, Role.VIEWER).get("/billing").statusCode()).isEqualTo(403);
  }

  @Test
  void theTenantSaysWhomInvoicesAreFor() {
    Map<String, String> address =
        Map.of("name", "Example AG", "address", "1 Road\nTown", "tax-number", "DE1", "email", "");
    assertThat(billing.post("/billing/address", address).statusCode()).isEqualTo(303);
    assertThat(billing.get("/billing/address").body()).contains("Example AG", "1 Road");
    assertThat(billing.get("/billing/invoices/" + october).body()).doesNotContain("Example AG");
  }

  @Test
  void anEstimateIsMadeByTheTenantsOwnPrices() {
    // 1,000 viewers × 3,600 kbit/s × 60 min are 1,508.7 GiB: 10 free, 100 at 0.08, the rest 0.06.
    String asked = "?viewers=1000&kbit=3600&minutes=60&times=1&recorded=on";
    assertThat(billing.get("/billing/estimate" + asked).body())
        .contains(
            "1,508.743 GiB", "€91.92", "Recording", "60 min", "Daily peak", "-€9.20", "€82.78");
    assertThat(billing.get("/billing/estimate").body()).contains("It would cost");
    assertThat(billing.get("/billing/estimate?viewers=0").statusCode()).isEqualTo(400);
    assertThat(stranger.get("/billing/estimate").body()).contains("There are no prices yet");
  }

  @Test
  void anEstimateCanStartFromAPastEvent() {
    UUID event = UUID.randomUUID();
    house.sql(
        """
        INSERT INTO publish_session (tenant_id, id, domain, app, stream, node, boot, software,
          address, started_at, ended_at, reason)
        VALUES ('%s', '%s', 'one.example.org', 'live', 'one', 'n', 'b', '', '',
          '2026-10-02T10:00:00Z', '2026-10-02T11:00:00Z', 'FINISHED')
        """
            .formatted(tenant, event));
    assertThat(billing.get("/billing/estimate").body()).contains("?event=" + event, "live/one");
    // 40 GiB in an hour at 2,500 kbit/s are 38 viewers.
    assertThat(billing.get("/billing/estimate?event=" + event).body())
        .contains("name=\"viewers\" type=\"number\" value=\"38\"", "value=\"60\"");
    assertThat(stranger.get("/billing/estimate?event=" + event).body()).doesNotContain("live/one");
  }

  @Test
  void wrongCardsAreExplained() {
    Map<String, String> card =
        Map.of("name", "New!", "title", "x", "currency", "XXQ", "from", "x", "recording", "x");
    assertThat(post("/operator/billing/cards/new", card))
        .startsWith("400")
        .contains("digits and hyphens", "A currency such as", "A month, such as", "Not understood");
    assertThat(new Billed(house).run().run(YearMonth.of(2026, 10)).finals()).isOne();
  }
}
