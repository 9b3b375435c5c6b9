package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static dev.weir.portal.api.Program.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.keeping.Keeping;
import dev.weir.portal.PortalHouse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules of what is kept by a program. */
@Timeout(120)
class KeepingApiTest {

  private static final String DOMAIN = "/domains/a.example.org";

  @Test
  void rulesAreToldAndPutAsOneThingOfEachKind() {
    try (PortalHouse house = PortalHouse.open()) {
      Program program =
          Program.of(house, house.tenantWithoutPassword("a@example.org", "a.example.org"));
      HttpResponse<String> seen = program.get(DOMAIN + "/recordings");
      assertThat(json(seen).getJsonObject("applies").encode())
          .isEqualTo("{\"rules\":\"next_publish\"}");
      String rules =
          "{\"rules\":[{\"app\":\"live\",\"formats\":[\"mp4\",\"hls\"],\"retentionHours\":36}]}";
      HttpResponse<String> put = program.put(DOMAIN + "/recordings", rules, "If-Match", tag(seen));
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      assertThat(json(put).getJsonObject("settings").getJsonArray("rules").getJsonObject(0))
          .hasToString(
              "{\"app\":\"live\",\"stream\":\"*\",\"start\":\"publish\","
                  + "\"formats\":[\"hls\",\"mp4\"],\"renditions\":false,\"mergeWithinSeconds\":0,"
                  + "\"name\":\"record/{AppName}/{StreamName}/{Sequence}_{EscapedStartTime}_"
                  + "{EscapedEndTime}\",\"retentionHours\":36}");
      assertThat(refusal(program.put(DOMAIN + "/recordings", rules, "If-Match", tag(seen))))
          .isEqualTo("412 PRECONDITION_FAILED");
      assertThat(refusal(program.put(DOMAIN + "/recordings", rules)))
          .isEqualTo("428 PRECONDITION_REQUIRED");

      String shift = "{\"rules\":[{\"windowMinutes\":1440}]}";
      assertThat(program.put(DOMAIN + "/time-shift", shift, "If-Match", tag(seen)).statusCode())
          .isEqualTo(200);
      String alike =
          "{\"rules\":[{\"everySeconds\":1,\"sequence\":{\"name\":\"one\",\"retentionHours\":1}}]}";
      HttpResponse<String> unfit = program.put(DOMAIN + "/snapshots", alike, "If-Match", tag(seen));
      assertThat(refusal(unfit)).isEqualTo("400 REQUEST_INVALID");
      assertThat(unfit.body()).contains("/rules/0", "{UnixTimestamp}");
      Keeping keeping =
          house
              .policies()
              .find(new DomainName("a.example.org"))
              .orElseThrow()
              .push()
              .orElseThrow()
              .keeping();
      assertThat(keeping.recordings()).hasSize(1);
      assertThat(keeping.snapshots()).isEmpty();
      assertThat(keeping.timeShifts()).hasSize(1);
    }
  }
}
