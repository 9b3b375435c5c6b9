package dev.weir.portal.callback.delivery;

import dev.weir.portal.callback.event.CallbackKind;
import dev.weir.portal.callback.event.StoredEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Events as endpoints are told of them. Pure.
 *
 * <p>ApsaraVideo's callbacks for ingest are requests with GET, those for recordings carry JSON;
 * what is not known of its forms is not told in them.
 */
final class CallbackForm {

  private static final String JSON = "application/json";
  private static final Duration MILLI = Duration.ofMillis(1);

  private CallbackForm() {}

  /** The request; empty where the dialect has no form for such an event. */
  static Optional<CallbackRequest> of(Endpoint endpoint, StoredEvent event, Instant now) {
    return switch (endpoint.dialect()) {
      case STANDARD -> {
        Map<String, String> headers = headers();
        headers.put("Content-Type", JSON);
        yield Optional.of(
            signed(
                endpoint, event, HttpMethod.POST, endpoint.address(), headers, event.json(), now));
      }
      case APSARAVIDEO -> apsaraVideo(endpoint, event, now);
    };
  }

  private static Optional<CallbackRequest> apsaraVideo(
      Endpoint endpoint, StoredEvent event, Instant now) {
    Optional<CallbackKind> kind = CallbackKind.parse(event.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind.get()) {
      case STREAM_PUBLISHED, TRIAL -> Optional.of(ingest(endpoint, event, "publish", now));
      case STREAM_ENDED -> Optional.of(ingest(endpoint, event, "publish_done", now));
      case RECORDING_STARTED -> {
        JsonObject body = stream(event).put("event", "record_started");
        yield Optional.of(recording(endpoint, event, body, now));
      }
      case RECORDING_FINISHED -> Optional.of(recording(endpoint, event, file(event), now));
      case RENDITION_READY,
          RENDITION_FAILED,
          RECORDING_FAILED,
          SNAPSHOT_TAKEN,
          HEALTH_DEGRADED,
          HEALTH_RESTORED,
          DOMAIN_CHANGED,
          CERTIFICATE_STORED,
          CERTIFICATE_ENDING,
          QUOTA_EXCEEDED,
          QUOTA_RESTORED,
          ALARM_RAISED,
          ALARM_CLEARED,
          BUDGET_REACHED,
          INVOICE_ISSUED ->
          Optional.empty();
    };
  }

  private static CallbackRequest ingest(
      Endpoint endpoint, StoredEvent event, String action, Instant now) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("action", action);
    asked.put("ip", event.data().getString("address", ""));
    asked.put("id", event.subject().stream());
    asked.put("app", event.subject().domain());
    asked.put("appname", event.subject().app());
    asked.put("time", Long.toString(event.at().getEpochSecond()));
    asked.put("usrargs", "");
    asked.put("node", event.data().getString("node", ""));
    String query =
        asked.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String address = endpoint.address().toString();
    String joined = address + (endpoint.address().getRawQuery() == null ? "?" : "&") + query;
    Map<String, String> headers = headers();
    signForApsaraVideo(endpoint, event.subject().domain(), headers, now);
    return signed(
        endpoint, event, HttpMethod.GET, URI.create(joined), headers, new JsonObject(), now);
  }

  private static CallbackRequest recording(
      Endpoint endpoint, StoredEvent event, JsonObject body, Instant now) {
    Map<String, String> headers = headers();
    headers.put("Content-Type", JSON);
    signForApsaraVideo(endpoint, endpoint.address().getHost(), headers, now);
    return signed(endpoint, event, HttpMethod.POST, endpoint.address(), headers, body, now);
  }

  private static JsonObject stream(StoredEvent event) {
    return new JsonObject()
        .put("domain", event.subject().domain())
        .put("app", event.subject().app())
        .put("stream", event.subject().stream());
  }

  private static JsonObject file(StoredEvent event) {
    long lasted = event.data().getLong("durationMs", 0L);
    Instant began = Instant.parse(event.data().getString("startedAt"));
    return stream(event)
        .put("uri", event.data().getString("object"))
        .put("duration", lasted / 1000.0)
        .put("start_time", began.getEpochSecond())
        .put("stop_time", began.plus(MILLI.multipliedBy(lasted)).getEpochSecond());
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Weir");
    return headers;
  }

  /** Signs as Standard Webhooks say: of a request without a body, the query. */
  private static CallbackRequest signed(
      Endpoint endpoint,
      StoredEvent event,
      HttpMethod method,
      URI target,
      Map<String, String> headers,
      JsonObject body,
      Instant now) {
    boolean posts = method.equals(HttpMethod.POST);
    String content = posts ? body.encode() : target.getRawQuery();
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String id = event.id().toString();
    long seconds = now.getEpochSecond();
    String signature = endpoint.secret().sign(id, seconds, bytes);
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put(
        "webhook-signature",
        endpoint
            .former()
            .map(former -> signature + " " + former.sign(id, seconds, bytes))
            .orElse(signature));
    return new CallbackRequest(method, target, headers, posts ? content : "");
  }

  /** There is room for one signature: that of the key which the receiver has had longer. */
  private static void signForApsaraVideo(
      Endpoint endpoint, String domain, Map<String, String> headers, Instant now) {
    String key = endpoint.former().orElse(endpoint.secret()).text();
    long seconds = now.getEpochSecond();
    headers.put("ALI-LIVE-TIMESTAMP", Long.toString(seconds));
    headers.put("ALI-LIVE-SIGNATURE", md5(domain + "|" + seconds + "|" + key));
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has it", absent);
    }
  }
}
