package dev.weir.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a program of the demo tenant does through the portal's API. Each call wants to succeed.
 *
 * @param base where it is, without a slash at the end
 * @param key the API key
 */
public record ControlApi(String base, String key) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STREAMS = "/streams/live/";
  private static final String ACCESS = "/domains/localhost/access/play";

  /**
   * Somebody who watches.
   *
   * @param id of the session
   * @param node the gateway
   * @param user the name that the URL carried
   * @param protocol such as {@code HTTP_FLV}
   */
  public record Viewer(String id, String node, String user, String protocol) {}

  /** Who watches a stream; nobody is told of unless all gateways have answered. */
  public List<Viewer> viewers(String stream) {
    JsonNode audience = json(call("GET", STREAMS + stream + "/viewers", ""));
    if (!audience.get("complete").asBoolean()) {
      return List.of();
    }
    List<Viewer> viewers = new ArrayList<>();
    for (JsonNode one : audience.get("viewers")) {
      viewers.add(
          new Viewer(
              one.get("viewer").asText(),
              one.get("node").asText(),
              one.get("user").asText(),
              one.get("protocol").asText()));
    }
    return viewers;
  }

  /** What the gateways told last of the tenant's audience: a field of a moment, at most. */
  public long mostOfLastMoments(String field) {
    long most = 0;
    for (JsonNode moment : json(call("GET", "/analytics/live", "")).get("moments")) {
      most = Math.max(most, moment.get(field).asLong());
    }
    return most;
  }

  /** How a figure of a stream's audience stands over the last day. */
  public long watched(String stream, String figure) {
    String query = "?domain=localhost&app=live&stream=" + stream;
    return json(call("GET", "/analytics" + query, "")).get("total").get(figure).asLong();
  }

  /** Ends the viewing of one session, or of all that a user has. */
  public void end(String kind, String name) {
    String body = "{\"kind\":\"%s\",\"name\":\"%s\"}".formatted(kind, name);
    call("POST", "/domains/localhost/revocations", body);
  }

  /** Blocks a stream until it is resumed. */
  public void block(String stream) {
    call("PUT", STREAMS + stream + "/block", "{}");
  }

  /** Viewers may bring URLs of Weir's own form, too. */
  public void acceptHmac() {
    access("{\"signatures\":[\"type_a\",\"hmac\"]}");
  }

  /** What becomes of viewers from a network: {@code deny}, or {@code off} for nothing. */
  public void network(String effect, String network) {
    access("{\"networks\":{\"effect\":\"%s\",\"entries\":[\"%s\"]}}".formatted(effect, network));
  }

  /** A template of pictures that are quickly encoded; its sound is the source's. */
  public void template(String name, int lines, int kilobits) {
    String body =
        """
        {"name": "%s", "audio": {"codec": "source"},
         "video": {"codec": "h264", "lines": %d, "kilobitsPerSecond": %d, "effort": "ultrafast"}}
        """
            .formatted(name, lines, kilobits);
    succeeded(send(request("/templates").header("Idempotency-Key", name), "POST", body));
  }

  /** The demo domain's only ladder rule. */
  public void ladder(String streams, List<String> templates) {
    ladder(
        "{\"stream\":\"%s\",\"templates\":[\"%s\"]}"
            .formatted(streams, String.join("\",\"", templates)));
  }

  /** The same, made while somebody watches, and for some seconds more. */
  public void ladderOnDemand(String streams, String template, int idleSeconds) {
    ladder(
        "{\"stream\":\"%s\",\"templates\":[\"%s\"],\"start\":\"first_viewer\",\"idleSeconds\":%d}"
            .formatted(streams, template, idleSeconds));
  }

  private void ladder(String rule) {
    String path = "/domains/localhost/ladders";
    String version = call("GET", path, "").headers().firstValue("ETag").orElseThrow();
    succeeded(
        send(request(path).header("If-Match", version), "PUT", "{\"rules\":[%s]}".formatted(rule)));
  }

  /** The demo domain's only snapshot rule: a JPEG each second. */
  public void snapshots(String streams) {
    String path = "/domains/localhost/snapshots";
    String version = call("GET", path, "").headers().firstValue("ETag").orElseThrow();
    String body =
        "{\"rules\":[{\"stream\":\"%s\",\"everySeconds\":1,\"format\":\"jpeg\"}]}"
            .formatted(streams);
    succeeded(send(request(path).header("If-Match", version), "PUT", body));
  }

  /** The demo domain's only recording rule: in every format, a new file after each minute. */
  public void record(String streams) {
    String path = "/domains/localhost/recordings";
    String version = call("GET", path, "").headers().firstValue("ETag").orElseThrow();
    String body =
        "{\"rules\":[{\"stream\":\"%s\",\"formats\":[\"hls\",\"mp4\",\"flv\"],\"splitAfterSeconds\":60}]}"
            .formatted(streams);
    succeeded(send(request(path).header("If-Match", version), "PUT", body));
  }

  /**
   * A file in the library.
   *
   * @param id of the recording
   * @param format such as {@code mp4}
   * @param state such as {@code READY}
   * @param startedAt when its media begins, ISO 8601
   * @param durationMs length of its media, milliseconds
   */
  public record Recorded(
      String id, String format, String state, String startedAt, long durationMs) {}

  /** What the library has of a stream, at most a page of it, oldest first. */
  public List<Recorded> recordings(String stream) {
    List<Recorded> recordings = new ArrayList<>();
    for (JsonNode one : json(call("GET", "/recordings?limit=200", "")).get("recordings")) {
      if (one.get("stream").asText().equals(stream)) {
        recordings.add(
            new Recorded(
                one.get("id").asText(),
                one.get("format").asText(),
                one.get("state").asText(),
                one.get("startedAt").asText(),
                one.get("durationMilliseconds").asLong()));
      }
    }
    recordings.sort(Comparator.comparing(Recorded::startedAt));
    return recordings;
  }

  /** The demo domain's only rule for going back, in all of its streams. */
  public void timeShift(int minutes) {
    String path = "/domains/localhost/time-shift";
    String version = call("GET", path, "").headers().firstValue("ETag").orElseThrow();
    String body = "{\"rules\":[{\"windowMinutes\":%d}]}".formatted(minutes);
    succeeded(send(request(path).header("If-Match", version), "PUT", body));
  }

  /** A rule that misses a stream of the demo domain when it is away for so long. */
  public void missed(String stream, int seconds) {
    String body =
        """
        {"name": "%1$s is missed", "kind": "stream-offline", "domain": "localhost", "app": "live",
         "stream": "%1$s", "holdS": %2$d, "calmS": 0}
        """
            .formatted(stream, seconds);
    succeeded(send(request("/alarm-rules").header("Idempotency-Key", stream), "POST", body));
  }

  /** Alarms of a stream in a state, {@code RAISED} or {@code RESOLVED}, at most a page of them. */
  public List<String> alarms(String stream, String state) {
    List<String> sentences = new ArrayList<>();
    for (JsonNode one : json(call("GET", "/alarms?state=" + state, "")).get("alarms")) {
      if (one.get("stream").asText().equals(stream)) {
        sentences.add(one.get("sentence").asText());
      }
    }
    return sentences;
  }

  /** Changes a part of what viewers need, whatever version that has. */
  private void access(String body) {
    String version = call("GET", ACCESS, "").headers().firstValue("ETag").orElseThrow();
    succeeded(send(request(ACCESS).header("If-Match", version), "PATCH", body));
  }

  /** The status of an answer that needs the database. */
  public int status() {
    return send(request(ACCESS), "GET", "").statusCode();
  }

  private HttpResponse<String> call(String method, String path, String body) {
    return succeeded(send(request(path), method, body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
        .header("Authorization", "Bearer " + key);
  }

  /** An empty body sends none. */
  private static HttpResponse<String> send(
      HttpRequest.Builder request, String method, String body) {
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    return Web.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> succeeded(HttpResponse<String> answer) {
    assertThat(answer.statusCode())
        .as("%s %s: %s", answer.request().method(), answer.uri().getPath(), answer.body())
        .isBetween(200, 299);
    return answer;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException noJson) {
      throw new IllegalStateException(noJson);
    }
  }
}
