package dev.weir.bench.server;

import dev.weir.bench.machine.Cores;
import dev.weir.bench.publish.RtmpSink;
import dev.weir.bench.publish.TagSink;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Weir on the server's core, where one stream has a ladder and another has none.
 *
 * @param process the running one
 * @param quickstart what it wrote for newcomers
 */
public record LadderWeir(WeirProcess process, JsonObject quickstart) implements AutoCloseable {

  /** Name of the stream that has a ladder. */
  public static final String WITH_LADDER = "rungs";

  /** Name of one that has none. */
  public static final String WITHOUT = "plain";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SUCCESS_UNTIL = 300;
  private static final int CONFLICT = 409;

  /**
   * Starts it on the server's core.
   *
   * @param home folder of a repository, whose launcher is used
   * @param data its data directory; made when it is missing
   * @param rungs of the ladder
   * @param settings further ones, as {@code key=value}
   */
  public static LadderWeir start(Path home, Path data, List<BenchRung> rungs, List<String> settings)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--transcoder.threads=1"));
    arguments.add("--transcoder.encodings=" + rungs.size());
    settings.forEach(setting -> arguments.add("--" + setting));
    WeirProcess process = WeirProcess.launch(home, data, arguments, Cores.SERVER::pin).awaitReady();
    LadderWeir weir = new LadderWeir(process, process.quickstart());
    try (HttpClient client = HttpClient.newHttpClient()) {
      weir.keepRules(client, rungs);
      return weir;
    } catch (IOException failed) {
      process.close();
      throw failed;
    }
  }

  private void keepRules(HttpClient client, List<BenchRung> rungs) throws IOException {
    for (BenchRung rung : rungs) {
      JsonObject video =
          new JsonObject()
              .put("codec", "h264")
              .put("lines", rung.height())
              .put("kilobitsPerSecond", rung.kilobits())
              .put("effort", BenchRung.EFFORT);
      JsonObject template =
          new JsonObject()
              .put("name", rung.name())
              .put("audio", new JsonObject().put("codec", "source"))
              .put("video", video);
      HttpRequest.Builder request =
          request("/templates").header("Idempotency-Key", rung.name() + process.opsPort());
      send(client, request.POST(BodyPublishers.ofString(template.encode())));
    }
    String path = "/domains/" + quickstart.getString("pushDomain") + "/ladders";
    String version = send(client, request(path).GET()).headers().firstValue("ETag").orElse("");
    JsonObject rule =
        new JsonObject()
            .put("stream", WITH_LADDER)
            .put("templates", new JsonArray(rungs.stream().map(BenchRung::name).toList()));
    JsonObject rules = new JsonObject().put("rules", new JsonArray(List.of(rule)));
    send(
        client,
        request(path).header("If-Match", version).PUT(BodyPublishers.ofString(rules.encode())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(quickstart.getString("portalUrl") + "/api/v1" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + quickstart.getString("apiKey"))
        .header("Content-Type", "application/json");
  }

  /** What is there already, of a run before, is as good. */
  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      int status = answer.statusCode();
      if ((status < OK || status >= SUCCESS_UNTIL) && status != CONFLICT) {
        throw new IOException("the ladder is refused: " + status + " " + answer.body());
      }
      return answer;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** A connection that publishes the stream of that name. */
  public TagSink publisher(String stream) {
    return RtmpSink.open(
        "rtmp://localhost:"
            + quickstart.getInteger("rtmpPort")
            + TypeA.sign("/live/" + stream, quickstart.getString("pushKey")));
  }

  /** Pictures that it encodes at this moment. */
  public int encodings() throws IOException {
    URI metrics = URI.create("http://127.0.0.1:" + process.opsPort() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return send(client, HttpRequest.newBuilder(metrics).timeout(PATIENCE))
          .body()
          .lines()
          .filter(line -> line.startsWith("weir_transcoder_encodings "))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
