package dev.weir.runtime.token;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/**
 * One part of a token: a JSON object behind base64url, read strictly. A member that stands there
 * twice, depth and trailing text are refused, since two readers could understand them differently.
 */
final class TokenJson {

  /** Deepest nesting of objects and arrays. */
  static final int MAX_DEPTH = 8;

  /** Most characters of a number. */
  static final int MAX_NUMBER = 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private TokenJson(JsonNode object) {
    this.object = object;
  }

  static TokenJson read(String base64Url) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
      JsonNode object = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      if (object == null || !object.isObject()) {
        throw new MalformedTokenException("no JSON object");
      }
      return new TokenJson(object);
    } catch (IllegalArgumentException | JacksonException unreadable) {
      throw new MalformedTokenException("no JSON behind base64url");
    }
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** A text of at most so many characters; empty when it is not there. */
  String text(String name, int maxChars) {
    JsonNode value = object.get(name);
    if (value == null) {
      return "";
    }
    if (!value.isTextual() || value.textValue().length() > maxChars) {
      throw new MalformedTokenException(name + " is no text of at most " + maxChars);
    }
    return value.textValue();
  }

  /** One text or several; none when it is not there. */
  List<String> texts(String name, int maxChars) {
    JsonNode value = object.get(name);
    if (value == null || !value.isArray()) {
      String one = text(name, maxChars);
      return one.isEmpty() ? List.of() : List.of(one);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual() || element.textValue().length() > maxChars) {
        throw new MalformedTokenException(name + " holds what is no text");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** A whole number in a range; empty when it is not there. */
  OptionalLong number(String name, long least, long most) {
    JsonNode value = object.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.longValue() < least || value.longValue() > most) {
      throw new MalformedTokenException(name + " is no whole number of its range");
    }
    return OptionalLong.of(value.longValue());
  }
}
