package dev.weir.e2e.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;

/** {@code quickstart.json}, and URLs of further streams signed with its keys. */
public record Quickstart(JsonNode json) {

  private static final String APP = "/live/";
  private static final String LIMIT = "limit";
  private static final Duration LIVE_LIMIT = Duration.ofSeconds(45);

  /** The same on the ports of another process. */
  public Quickstart on(int rtmpPort, int httpPort) {
    ObjectNode moved = json.deepCopy();
    return new Quickstart(moved.put("rtmpPort", rtmpPort).put("httpPort", httpPort));
  }

  /** The same with play URLs of Weir's own form, which are limited to, say, {@code w_user=ann}. */
  public Quickstart limited(String limit) {
    ObjectNode limited = json.deepCopy();
    return new Quickstart(limited.put(LIMIT, limit));
  }

  public String text(String field) {
    return json.required(field).asText();
  }

  public int number(String field) {
    return json.required(field).asInt();
  }

  /** A signed push URL of a stream in the demo tenant's app. */
  public String pushUrl(String stream) {
    return rtmp() + signed(APP + stream, text("pushKey"));
  }

  /** As {@link #pushUrl}, over TLS. */
  public String securePushUrl(String stream, int rtmpsPort) {
    return "rtmps://localhost:" + rtmpsPort + signed(APP + stream, text("pushKey"));
  }

  /** A signed RTMP play URL. */
  public String rtmpUrl(String stream) {
    return rtmp() + playable(APP + stream);
  }

  /** A signed URL on the gateway; {@code file} is the stream with its extension. */
  public URI playUrl(String file) {
    return URI.create(http() + playable(APP + file));
  }

  /** As {@link #playUrl(String)}, with a further parameter, which is no part of the signature. */
  public URI playUrl(String file, String parameter) {
    return URI.create(playUrl(file) + "&" + parameter);
  }

  /** As {@link #playUrl(String)}, for another scheme and port. */
  public URI playUrl(String scheme, int port, String file) {
    return URI.create(scheme + "://localhost:" + port + playable(APP + file));
  }

  /** Waits until a stream of the demo tenant's app can be watched over HLS, which comes last. */
  public void awaitLive(String stream) {
    await(stream + " is live")
        .atMost(LIVE_LIMIT)
        .until(() -> Web.get(playUrl(stream + ".m3u8")).statusCode() == 200);
  }

  /** Scheme, host and port of RTMP. */
  public String rtmp() {
    return "rtmp://localhost:" + number("rtmpPort");
  }

  /** Scheme, host and port of plain playback. */
  public String http() {
    return "http://localhost:" + number("httpPort");
  }

  private String playable(String path) {
    String key = text("playKey");
    return json.has(LIMIT)
        ? path + "?" + Signed.limited(path, key, text(LIMIT))
        : signed(path, key);
  }

  private static String signed(String path, String key) {
    return path + "?" + Signed.query(path, key);
  }
}
