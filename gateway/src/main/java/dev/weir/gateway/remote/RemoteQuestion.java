package dev.weir.gateway.remote;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.RemoteAuthorization.Fact;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One question to a tenant's endpoint. Two questions with the same endpoint and body are the same
 * question.
 *
 * @param tenant whose endpoint it is
 * @param rules where and how it is asked
 * @param key what the question is signed with: the primary one of the play domain
 * @param body what is sent, as JSON
 * @param requestId the viewer's request that is waiting; sent along, and no part of the question
 */
public record RemoteQuestion(
    TenantId tenant, RemoteAuthorization rules, SigningKey key, String body, String requestId) {

  private static final int KEY_BYTES = 16;

  /** What stands before the signed text, so that it can be taken for no signed URL. */
  private static final String PREFIX = "weir-authorization";

  /**
   * Who wants to watch what.
   *
   * @param domain the play domain
   * @param app the app
   * @param stream the stream
   * @param user whom the proof named; empty when it named nobody
   * @param address the network address
   * @param query of the URL, without signatures
   * @param referer the page that the player stands in
   * @param agent the player's name for itself
   */
  public record Viewer(
      String domain,
      String app,
      String stream,
      String user,
      String address,
      String query,
      String referer,
      String agent) {}

  /** The question about a viewer, in which only those facts stand that the decision depends on. */
  public static RemoteQuestion about(
      TenantId tenant, RemoteAuthorization rules, SigningKey key, Viewer viewer, String requestId) {
    JsonObject body =
        new JsonObject()
            .put("domain", viewer.domain())
            .put("app", viewer.app())
            .put("stream", viewer.stream());
    if (!viewer.user().isEmpty()) {
      body.put("user", viewer.user());
    }
    for (Fact fact : Fact.values()) {
      if (rules.facts().contains(fact)) {
        switch (fact) {
          case ADDRESS -> body.put("address", viewer.address());
          case QUERY -> body.put("query", viewer.query());
          case REFERER -> body.put("referer", viewer.referer());
          case USER_AGENT -> body.put("userAgent", viewer.agent());
        }
      }
    }
    return new RemoteQuestion(tenant, rules, key, body.encode(), requestId);
  }

  /** What answers are remembered by. The body names the domain, so no other one shares them. */
  String memoryKey() {
    try {
      String text = tenant + "\n" + rules.endpoint() + "\n" + body;
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * What proves to the endpoint that we ask: hexadecimal HMAC-SHA-256, under the characters of the
   * key's secret, of {@code weir-authorization.{timestamp}.{body}}.
   */
  String signature(long timestampS) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      String text = PREFIX + "." + timestampS + "." + body;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }

  /** Without what it says about the viewer. */
  @Override
  public String toString() {
    return "RemoteQuestion[" + rules.endpoint().getHost() + "]";
  }
}
