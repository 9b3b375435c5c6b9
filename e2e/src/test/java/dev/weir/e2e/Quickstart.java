package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code quickstart.json}, and URLs of further streams signed with its keys. */
record Quickstart(JsonNode json) {

  private static final Pattern QUERY = Pattern.compile("\\?.*");

  String text(String field) {
    return Optional.ofNullable(json.get(field)).orElseThrow().asText();
  }

  int number(String field) {
    return Optional.ofNullable(json.get(field)).orElseThrow().asInt();
  }

  /** A signed push URL of a stream in the demo tenant's app. */
  String pushUrl(String stream) {
    String path = "/live/" + stream;
    return "rtmp://localhost:"
        + number("rtmpPort")
        + path
        + "?"
        + Signed.query(path, text("pushKey"));
  }

  /** A signed RTMP play URL. */
  String rtmpUrl(String stream) {
    String path = "/live/" + stream;
    return "rtmp://localhost:"
        + number("rtmpPort")
        + path
        + "?"
        + Signed.query(path, text("playKey"));
  }

  /** A signed URL on the gateway; {@code file} is the stream with its extension. */
  URI playUrl(String file) {
    return playUrl(file, "");
  }

  /** As {@link #playUrl(String)}, with further parameters in front of the signature. */
  URI playUrl(String file, String parameters) {
    String path = "/live/" + file;
    String query = Signed.query(path, text("playKey"));
    String all = parameters.isEmpty() ? query : parameters + "&" + query;
    return URI.create("http://localhost:" + number("httpPort") + path + "?" + all);
  }

  static String withoutQuery(String url) {
    return QUERY.matcher(url).replaceFirst("");
  }
}
