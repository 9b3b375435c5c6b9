package dev.weir.portal.tenant;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The content of {@code quickstart.json}: all that somebody needs who has just started Weir, with
 * addresses signed anew. The names are a contract; the file is for its owner alone.
 *
 * @param portalUrl where the portal is
 * @param email the demo person's address
 * @param password the demo person's password
 * @param apiKey an API key of the demo tenant
 * @param tenant the demo tenant's id
 * @param pushDomain domain that encoders push to
 * @param playDomain domain that viewers play from
 * @param pushUrl signed, valid for 30 days
 * @param flvUrl signed, valid for 24 hours
 * @param hlsUrl signed, valid for 24 hours
 * @param watchUrl signed, valid for 24 hours
 * @param pushKey secret that push addresses are signed with
 * @param playKey secret that play addresses are signed with
 * @param rtmpPort port of push and RTMP play
 * @param httpPort port of playback
 */
public record Quickstart(
    String portalUrl,
    String email,
    String password,
    String apiKey,
    String tenant,
    String pushDomain,
    String playDomain,
    String pushUrl,
    String flvUrl,
    String hlsUrl,
    String watchUrl,
    String pushKey,
    String playKey,
    int rtmpPort,
    int httpPort) {

  /** As the file has it. */
  public String json() {
    return new JsonObject()
            .put("portalUrl", portalUrl)
            .put("email", email)
            .put("password", password)
            .put("apiKey", apiKey)
            .put("tenant", tenant)
            .put("pushDomain", pushDomain)
            .put("playDomain", playDomain)
            .put("pushUrl", pushUrl)
            .put("flvUrl", flvUrl)
            .put("hlsUrl", hlsUrl)
            .put("watchUrl", watchUrl)
            .put("pushKey", pushKey)
            .put("playKey", playKey)
            .put("rtmpPort", rtmpPort)
            .put("httpPort", httpPort)
            .encodePrettily()
        + "\n";
  }

  /** What an earlier file remembers; empty when it is not one of ours. */
  public static Optional<DemoSecrets> secrets(String json) {
    try {
      JsonObject file = new JsonObject(json);
      return file.getValue("password") instanceof String password
              && file.getValue("apiKey") instanceof String apiKey
          ? Optional.of(new DemoSecrets(password, apiKey))
          : Optional.empty();
    } catch (DecodeException unreadable) {
      return Optional.empty();
    }
  }

  /** Without anything that opens something. */
  @Override
  public String toString() {
    return "Quickstart[" + portalUrl + ", " + tenant + "]";
  }
}
