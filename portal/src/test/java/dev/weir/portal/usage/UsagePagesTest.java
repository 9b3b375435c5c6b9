package dev.weir.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tenants have used something; each sees its own, on pages, in files and over the API. */
@Timeout(60)
class UsagePagesTest {

  private static final String SPAN = "from=2026-11-20&to=2026-11-22";
  private static final String API = "/api/v1/usage?meter=EGRESS_BYTES&" + SPAN;

  private static PortalHouse house;
  private static TenantId tenant;
  private static Browser billing;
  private static Browser program;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenantWithoutPassword("one@example.org", "one.example.org");
    TenantId other = house.tenantWithoutPassword("other@example.org", "other.example.org");
    use(tenant, "one.example.org", "demo01", "FLV", "2026-11-20", 5L << 30);
    use(tenant, "one.example.org", "demo02", "LL_HLS", "2026-11-21", 3L << 30);
    use(other, "other.example.org", "secret", "FLV", "2026-11-21", 7L << 30);
    use(tenant, "push.example.org", "demo01", "RECORDINGS", "2026-11-10", 6L << 30);
    use(tenant, "push.example.org", "demo01", "SLICES", "2026-11-10", 3L << 30);
    use(tenant, "push.example.org", "demo01", "PICTURES", "2026-11-10", 1L << 30);
    // What is not entered yet, and will not be while the test runs.
    house.sql(
        """
        INSERT INTO usage_open SELECT tenant_id, id, '2026-11-22T12:00:00Z', 1073741824
        FROM usage_series WHERE detail = 'FLV'
        """);
    billing = house.signedIn(tenant, Role.BILLING);
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program", Set.of(Permission.USAGE_READ))
            .text();
    program = house.browser().with("Authorization", "Bearer " + key);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static void use(
      TenantId tenant, String domain, String stream, String detail, String day, long bytes) {
    String meter = MeterDetail.valueOf(detail).meter().name();
    house.sql(
        """
        WITH series AS (
          INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
          VALUES ('%s', '%s', 'live', '%s', '', '%s', '%s') RETURNING tenant_id, id)
        INSERT INTO usage_day SELECT tenant_id, id, '%s', %d FROM series
        """
            .formatted(tenant, domain, stream, meter, detail, day, bytes));
  }

  @Test
  void thePageHasWhatWasUsedByProtocolDomainStreamAndDay() {
    String page = billing.get("/usage?" + SPAN).body();
    assertThat(page)
        .contains("<dd>9 GiB</dd>", "HTTP-FLV", "66.7 %", "Low-latency HLS", "33.3 %")
        .contains("one.example.org/live/demo01", "one.example.org/live/demo02")
        .contains("<title>Fri 20 Nov: 5 GiB</title>", "<title>Sun 22 Nov: 1 GiB</title>")
        .doesNotContain("other.example.org", "secret");
  }

  @Test
  void whatWasStoredIsToldByKind() {
    String page = billing.get("/usage?subject=storage&from=2026-11-09&to=2026-11-12").body();
    assertThat(page)
        .contains("<dd>10 GiB·h</dd>", "By kind")
        .containsSubsequence("Recordings", "60.0 %", "Time shift", "30.0 %", "Snapshots", "10.0 %");
  }

  private static void label(String stream, String key, String value) {
    house.sql(
        """
        INSERT INTO stream_label (tenant_id, domain_id, app, stream, key, value)
        SELECT tenant_id, id, 'live', '%s', '%s', '%s' FROM domain WHERE name = 'one.example.org'
        """
            .formatted(stream, key, value));
  }

  @Test
  void usageIsDividedByWhatTheTenantSaysOfItsStreams() {
    label("demo01", "team", "news");
    label("demo02", "place", "=hall");
    String page = billing.get("/usage?" + SPAN + "&label=team").body();
    assertThat(page)
        .contains("By label", "label=place#labels")
        .containsSubsequence("id=\"labels\"", "news", "66.7 %", "Without this label", "33.3 %");
    assertThat(billing.get("/usage?" + SPAN).body())
        .containsSubsequence("id=\"labels\"", "=hall", "33.3 %", "Without this label", "66.7 %");
    assertThat(billing.get("/usage?" + SPAN + "&label=none").statusCode()).isEqualTo(404);
    house.time().advance(Duration.ofSeconds(10));
    JsonObject answer =
        new JsonObject(program.get(API.replace("/usage", "/usage/labels") + "&label=team").body());
    assertThat(answer.getJsonArray("keys")).containsExactly("place", "team");
    assertThat(answer.getJsonArray("values").encode())
        .isEqualTo("[{\"value\":\"news\",\"quantity\":6442450944},{\"quantity\":3221225472}]");
  }

  @Test
  void aStreamCanBeLookedAtAlone() {
    String page =
        billing.get("/usage?" + SPAN + "&domain=one.example.org&app=live&stream=demo02").body();
    assertThat(page).contains("<dd>3 GiB</dd>", "one.example.org/live/demo02", "Show all");
    assertThat(page).doesNotContain("HTTP-FLV");
  }

  @Test
  void everySubjectHasAPageAlsoWhereNothingWasUsed() {
    for (UsageSubject subject : UsageSubject.all()) {
      HttpResponse<String> page = billing.get("/usage?subject=" + subject.text());
      assertThat(page.statusCode()).isEqualTo(200);
    }
    assertThat(billing.get("/usage?subject=snapshots").body()).contains("Nothing was used");
    assertThat(billing.get("/usage?from=2026-11-22&to=2026-11-20").statusCode()).isEqualTo(400);
    assertThat(billing.get("/usage?from=yesterday").statusCode()).isEqualTo(400);
    assertThat(billing.get("/usage?from=2020-01-01").statusCode()).isEqualTo(400);
  }

  @Test
  void theFileHasADayAndASeriesOnEachLine() {
    HttpResponse<String> file = billing.get("/usage.csv?" + SPAN);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"usage.csv\"");
    assertThat(file.body().lines())
        .hasSize(4)
        .contains(
            "\"2026-11-20T00:00:00Z\",\"86400\",\"EGRESS_BYTES\",\"bytes\",\"one.example.org\","
                + "\"live\",\"demo01\",\"\",\"FLV\",\"5368709120\"");
  }

  @Test
  void theApiTellsTheSame() {
    house.time().advance(Duration.ofSeconds(10));
    assertThat(lines(API + "&step=whole").encode())
        .isEqualTo("[{\"meter\":\"EGRESS_BYTES\",\"unit\":\"bytes\",\"quantity\":9663676416}]");
    assertThat(lines(API + "&by=detail&step=whole").getJsonObject(0).getString("detail"))
        .isEqualTo("FLV");
    assertThat(lines(API)).hasSize(3);
    assertThat(lines(API + "&step=hour")).hasSize(1);
    assertThat(program.get(API.replace("-20&to", "-23&to")).statusCode()).isEqualTo(400);
    assertThat(program.get(API.replace("11-20", "01-20")).statusCode()).isEqualTo(200);
    assertThat(program.get(API.replace("11-20", "01-20") + "&step=hour").statusCode())
        .isEqualTo(400);
    assertThat(program.get(API.replace("/usage", "/usage.csv")).body().lines()).hasSize(4);
  }

  private static JsonArray lines(String path) {
    return new JsonObject(program.get(path).body()).getJsonArray("lines");
  }

  @Test
  void thePlatformsStaffSeesTheSameOfEachTenant() {
    Browser staff = house.signedInAsStaff(tenant, Role.VIEWER);
    String path = "/operator/tenants/" + tenant + "/usage";
    assertThat(staff.get(path + "?" + SPAN).body())
        .contains("<dd>9 GiB</dd>", path + "?subject=storage", path + ".csv");
    assertThat(staff.get(path + ".csv?" + SPAN).body().lines()).hasSize(4);
  }
}
