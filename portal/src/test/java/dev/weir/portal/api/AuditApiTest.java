package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuditApiTest {

  private static PortalHouse house;
  private static TenantId tenant;

  private ApiProgram program;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("ann@example.org", "a long password", "a.example.org");
    for (int i = 0; i < 3; i++) {
      house.browser().signIn("ann@example.org", "a long password");
    }
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void makeAKey() {
    house.time().advance(Duration.ofHours(1));
    program = program(Permission.AUDIT_READ);
  }

  @Test
  void theLogIsExportedAsCsv() {
    HttpResponse<String> file = program.ask("GET", "/api/v1/audit.csv?action=SIGNED_IN");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit.csv\"");
    assertThat(file.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(file.body().lines()).hasSize(4).first().asString().startsWith("seq,at,actor_kind,");
    assertThat(file.body()).contains("\"ann@example.org\"");
  }

  @Test
  void oneFileBeginsWhereTheOneBeforeEnded() {
    List<Long> all = places("/api/v1/audit.json");
    List<Long> first = places("/api/v1/audit.json?limit=2");
    List<Long> second = places("/api/v1/audit.json?before=" + first.getLast());
    assertThat(first).hasSize(2);
    assertThat(second).isNotEmpty();
    assertThat(all).startsWith(first.toArray(Long[]::new)).endsWith(second.toArray(Long[]::new));
    assertThat(all).hasSize(first.size() + second.size());
  }

  @Test
  void whoMayNotReadTheLogGetsNoFile() {
    HttpResponse<String> refused = program(Permission.STREAMS_READ).ask("GET", "/api/v1/audit.csv");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(program.ask("GET", "/api/v1/audit.csv?from=2026-02-31").statusCode()).isEqualTo(400);
  }

  private List<Long> places(String path) {
    return program.get(path).getJsonArray("entries").stream()
        .map(entry -> ((JsonObject) entry).getLong("seq"))
        .toList();
  }

  private static ApiProgram program(Permission scope) {
    return new ApiProgram(
        house,
        new ApiKeyStore(house.database(), house.time())
            .create(tenant, "program", Set.of(scope))
            .text());
  }
}
