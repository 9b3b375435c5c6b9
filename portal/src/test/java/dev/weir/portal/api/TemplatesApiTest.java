package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static dev.weir.portal.api.Program.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.ladder.Ladders;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.watermark.Pictures;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates and ladder rules by a program. */
@Timeout(120)
class TemplatesApiTest {

  private static final String MINE =
      """
      {"name": "mine", "video": {"codec": "hevc", "lines": 540, "kilobitsPerSecond": 900},
       "audio": {"codec": "aac"}}
      """;
  private static final String LADDERS = "/domains/%s.example.org/ladders";

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aTemplateIsMadeOnceNamedChangedAsSeenAndDeletedWhenNothingNamesIt() {
    Program program = program("a");
    HttpResponse<String> made = program.post("/templates", MINE, "Idempotency-Key", "once");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(json(made).getJsonObject("video").encode())
        .isEqualTo(
            "{\"codec\":\"hevc\",\"lines\":540,\"kilobitsPerSecond\":900,\"sourcePercent\":100,"
                + "\"profile\":\"main\",\"effort\":\"veryfast\"}");
    assertThat(program.post("/templates", MINE, "Idempotency-Key", "once").body())
        .isEqualTo(made.body());
    assertThat(refusal(program.post("/templates", MINE))).isEqualTo("409 TEMPLATE_EXISTS");

    String path = LADDERS.formatted("a");
    HttpResponse<String> seen = program.get(path);
    assertThat(json(seen).getJsonObject("applies").encode()).isEqualTo("{\"rules\":\"now\"}");
    String rules =
        "{\"rules\":[{\"app\":\"live\",\"templates\":[\"mine\",\"lld\"],\"start\":\"first_viewer\"}]}";
    HttpResponse<String> put = program.put(path, rules, "If-Match", tag(seen));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    Ladders ladders =
        house
            .policies()
            .find(new DomainName("a.example.org"))
            .orElseThrow()
            .push()
            .orElseThrow()
            .ladders();
    assertThat(ladders.templates())
        .extracting(one -> one.id().value())
        .containsExactly("mine", "lld");
    assertThat(refusal(program.put(path, rules, "If-Match", tag(seen))))
        .isEqualTo("412 PRECONDITION_FAILED");
    assertThat(refusal(program.put(path, rules))).isEqualTo("428 PRECONDITION_REQUIRED");

    HttpResponse<String> inUse = program.delete("/templates/mine");
    assertThat(refusal(inUse)).isEqualTo("409 TEMPLATE_IN_USE");
    assertThat(json(inUse).getString("subject")).isEqualTo("a.example.org");
    HttpResponse<String> one = program.get("/templates/mine");
    assertThat(json(one).getJsonArray("usedBy").encode()).isEqualTo("[\"a.example.org\"]");
    String sound = "{\"audio\":{\"codec\":\"aac\",\"kilobitsPerSecond\":64}}";
    JsonObject changed = json(program.put("/templates/mine", sound, "If-Match", tag(one)));
    assertThat(changed.containsKey("video")).isFalse();
    assertThat(refusal(program.put("/templates/mine", sound, "If-Match", tag(one))))
        .isEqualTo("412 PRECONDITION_FAILED");
    program.put(path, "{\"rules\":[]}", "If-Match", tag(put));
    assertThat(program.delete("/templates/mine").statusCode()).isEqualTo(204);
    assertThat(refusal(program.get("/templates/mine"))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void presetsAreThereForEverybodyAndStayAsTheyAre() {
    Program program = program("b");
    JsonObject first = json(program.get("/templates?limit=3"));
    assertThat(first.getJsonArray("templates")).hasSize(3);
    JsonObject rest = json(program.get("/templates?limit=3&cursor=" + first.getString("next")));
    assertThat(rest.getJsonArray("templates")).hasSize(1);
    assertThat(rest.containsKey("next")).isFalse();
    String sound = "{\"audio\":{\"codec\":\"source\"}}";
    assertThat(refusal(program.put("/templates/lhd", sound, "If-Match", "\"0\"")))
        .isEqualTo("409 TEMPLATE_PRESET");
    assertThat(refusal(program.delete("/templates/lhd"))).isEqualTo("409 TEMPLATE_PRESET");
  }

  @Test
  void whatDoesNotGoTogetherAndWhatIsNotThereIsNamed() {
    Program program = program("c");
    HttpResponse<String> odd = program.post("/templates", MINE.replace("540", "541"));
    assertThat(refusal(odd)).isEqualTo("400 REQUEST_INVALID");
    assertThat(odd.body()).contains("/video", "even");
    program("d").post("/templates", MINE);
    HttpResponse<String> unknown =
        program.put(
            LADDERS.formatted("c"),
            "{\"rules\":[{\"templates\":[\"mine\"]}]}",
            "If-Match",
            "\"1\"");
    assertThat(refusal(unknown)).isEqualTo("422 TEMPLATE_UNKNOWN");
    assertThat(json(unknown).getString("subject")).isEqualTo("mine");
    assertThat(refusal(program.get(LADDERS.formatted("d")))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aWatermarkIsMadeNamedChangedAsSeenAndDeletedWhenNothingNamesIt() {
    Program program = program("e");
    String png = Base64.getEncoder().encodeToString(Pictures.png(120, 40));
    String wanted = "{\"name\":\"logo\",\"png\":\"%s\",\"place\":\"left\"}".formatted(png);
    HttpResponse<String> made = program.post("/watermarks", wanted);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(json(made).getJsonObject("image").getInteger("width")).isEqualTo(120);
    assertThat(json(made).getInteger("widthPercent")).isEqualTo(15);
    assertThat(refusal(program.post("/watermarks", wanted))).isEqualTo("409 WATERMARK_EXISTS");
    HttpResponse<String> broken =
        program.post("/watermarks", "{\"name\":\"bad\",\"png\":\"R0lGODlh\"}");
    assertThat(refusal(broken)).isEqualTo("422 IMAGE_INVALID");
    assertThat(json(broken).getString("subject")).isEqualTo("image.no-png");

    String path = LADDERS.formatted("e");
    String rules = "{\"rules\":[{\"templates\":[\"lld\"],\"watermark\":\"%s\"}]}";
    assertThat(refusal(program.put(path, rules.formatted("gone"), "If-Match", "\"1\"")))
        .isEqualTo("422 WATERMARK_UNKNOWN");
    HttpResponse<String> put = program.put(path, rules.formatted("logo"), "If-Match", "\"1\"");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(put.body()).contains("\"watermark\":\"logo\"");
    assertThat(refusal(program.delete("/watermarks/logo"))).isEqualTo("409 WATERMARK_IN_USE");

    HttpResponse<String> one = program.get("/watermarks/logo");
    String faint = "{\"opacityPercent\":50}";
    JsonObject changed = json(program.put("/watermarks/logo", faint, "If-Match", tag(one)));
    assertThat(changed.getInteger("opacityPercent")).isEqualTo(50);
    assertThat(changed.getJsonObject("image")).isEqualTo(json(one).getJsonObject("image"));
    assertThat(refusal(program.put("/watermarks/logo", faint, "If-Match", tag(one))))
        .isEqualTo("412 PRECONDITION_FAILED");
    program.put(path, "{\"rules\":[]}", "If-Match", tag(put));
    assertThat(program.delete("/watermarks/logo").statusCode()).isEqualTo(204);
    assertThat(json(program.get("/watermarks")).getJsonArray("watermarks")).isEmpty();
  }

  private static Program program(String name) {
    return Program.of(
        house, house.tenantWithoutPassword(name + "@example.org", name + ".example.org"));
  }
}
