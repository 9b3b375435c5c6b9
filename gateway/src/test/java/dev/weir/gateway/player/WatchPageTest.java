package dev.weir.gateway.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch page: who gets it, what it may do, what it loads, and what it is told. */
@Timeout(60)
final class WatchPageTest {

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Web open;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    open = Web.ofOpen(gateway);
  }

  @AfterAll
  static void stop() throws Exception {
    open.close();
    web.close();
    gateway.close();
  }

  @Test
  void thePageIsSignedLikeAPlaylist() {
    assertThat(web.get("/live/demo01.html").statusCode()).isEqualTo(403);
    assertThat(web.get(Rules.sign("/live/demo01.html")).statusCode()).isEqualTo(200);
    assertThat(open.get("/live/demo01.html").statusCode()).isEqualTo(200);
    assertThat(open.get("/nowhere/demo01.html").statusCode()).isEqualTo(404);
  }

  @Test
  void thePageMayDoLittleAndSetsNoCookie() {
    HttpResponse<byte[]> answer = web.get(Rules.sign("/live/demo01.html"));

    assertThat(Web.header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(Web.header(answer, "cache-control")).isEqualTo("private, no-store");
    assertThat(Web.header(answer, "referrer-policy")).isEqualTo("strict-origin-when-cross-origin");
    assertThat(Web.header(answer, "set-cookie")).isEmpty();
    assertThat(Web.header(answer, "content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe")
        .endsWith("frame-ancestors *");
    assertThat(Web.header(open.get("/live/demo01.html"), "content-security-policy"))
        .endsWith("frame-ancestors 'self' " + Rules.PARTNER);
  }

  @Test
  void nothingIsWrittenIntoThePageThatThePolicyForbids() {
    String page = web.text(Rules.sign("/live/demo01.html"));

    assertThat(page).doesNotContain("{{", "}}", "auth_key", "style=", "http://", "https://");
    assertThat(page)
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern(" on\\w+=");
    assertThat(page).contains("<body class=\"watch\">");
    assertThat(web.text(Rules.sign("/live/demo01.html") + "&embed=1"))
        .contains("<body class=\"embed\">");
  }

  @Test
  void whatThePageLoadsIsKeptForEver() {
    String page = web.text(Rules.sign("/live/demo01.html"));
    List<String> files =
        Pattern.compile("(?:src|href)=\"(/~player/[^\"]+)\"")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(files).hasSize(6);
    for (String file : files) {
      HttpResponse<byte[]> answer = web.get(file, "Accept-Encoding", "gzip");
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(Web.header(answer, "cache-control"))
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(Web.header(answer, "content-encoding")).isEqualTo("gzip");
      assertThat(web.send("HEAD", file).body()).isEmpty();
    }
    String version = files.getFirst().split("/", -1)[2];
    for (String module : new String[] {"controls.js", "sources.js", "live-edge.js"}) {
      HttpResponse<byte[]> answer = web.get("/~player/" + version + "/" + module);
      assertThat(Web.header(answer, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    }
    assertThat(Web.header(web.get("/~player/older/player.js"), "cache-control"))
        .isEqualTo("no-cache");
    assertThat(web.get("/~player/" + version + "/watch.html").statusCode()).isEqualTo(404);
  }

  @Test
  void thePageLearnsWhenItsStreamComesAndGoes() {
    String page = web.text(Rules.sign("/live/later.html"));
    String status = attribute(page, "data-status");
    assertThat(state(status)).isEqualTo("offline");
    assertThat(web.get(attribute(page, "data-hls")).statusCode()).isEqualTo(404);
    assertThat(web.get(attribute(page, "data-flv")).statusCode()).isEqualTo(404);

    Push push = gateway.push("later");
    assertThat(state(status)).isEqualTo("starting");
    push.send(Clip.avcAac().until(4_000));
    JsonObject live = new JsonObject(web.text(status));
    assertThat(live.getString("state")).isEqualTo("live");
    assertThat(live.getJsonArray("tracks").size()).isEqualTo(2);
    assertThat(live.getJsonArray("tracks").getJsonObject(0).getString("kind")).isEqualTo("video");
    assertThat(live.getJsonArray("tracks").getJsonObject(0).getString("codec")).startsWith("avc1.");
    assertThat(web.get(attribute(page, "data-hls")).statusCode()).isEqualTo(200);
    assertThat(web.get(attribute(page, "data-flv")).statusCode()).isEqualTo(200);

    push.interrupt();
    Await.until(() -> state(status).equals("interrupted"), "the encoder is missed");
    Await.until(() -> state(status).equals("offline"), "the stream is over");
  }

  private static String state(String status) {
    return new JsonObject(web.text(status)).getString("state");
  }

  private static String attribute(String page, String name) {
    return page.replaceAll("(?s).* " + name + "=\"([^\"]+)\".*", "$1");
  }
}
