package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.library.Recorded;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library by a program. */
@Timeout(120)
class RecordingsApiTest {

  private static final byte[] MEDIA = "media".getBytes(StandardCharsets.US_ASCII);

  @Test
  void recordingsAreListedLookedAtFetchedRenamedAndDeleted() {
    try (PortalHouse house = PortalHouse.open()) {
      TenantId tenant = house.tenantWithoutPassword("a@example.org", "a.example.org");
      Program program = Program.of(house, tenant);
      Recorded one =
          Recorded.of(tenant, "a.example.org", "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
      Recorded.of(tenant, "a.example.org", "cam-2", RecordingFormat.FLV).ready(house, MEDIA);

      JsonObject first = json(program.get("/recordings?limit=1"));
      JsonObject second =
          json(program.get("/recordings?limit=1&cursor=" + first.getString("next")));
      assertThat(second.containsKey("next")).isFalse();
      assertThat(first.getJsonArray("recordings")).hasSize(1);
      assertThat(second.getJsonArray("recordings")).hasSize(1);
      assertThat(second.getJsonArray("recordings")).isNotEqualTo(first.getJsonArray("recordings"));
      assertThat(json(program.get("/recordings?format=mp4&name=cam")).getJsonArray("recordings"))
          .hasSize(1);

      String path = "/recordings/" + one.id();
      JsonObject told = json(program.get(path));
      assertThat(told.getString("state")).isEqualTo("READY");
      assertThat(told.getLong("durationMilliseconds")).isEqualTo(3_600_000);
      HttpResponse<String> file = program.get(path + "/file");
      assertThat(file.body()).isEqualTo("media");
      assertThat(file.headers().firstValue("Content-Type")).contains("video/mp4");

      Program reader = Program.of(house, tenant, EnumSet.of(Permission.STREAMS_READ));
      assertThat(refusal(reader.delete(path))).isEqualTo("403 FORBIDDEN");
      assertThat(json(program.patch(path, "{\"title\":\"The final\"}")).getString("title"))
          .isEqualTo("The final");
      assertThat(program.delete(path).statusCode()).isEqualTo(204);
      assertThat(refusal(program.get(path))).isEqualTo("404 NOT_FOUND");
    }
  }
}
