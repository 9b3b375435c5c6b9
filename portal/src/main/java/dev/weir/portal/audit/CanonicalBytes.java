package dev.weir.portal.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes in one way only, so that a hash over them means these values and no others. All
 * numbers are big-endian.
 *
 * <ul>
 *   <li>a text: its length in UTF-8 bytes (32 bits), then these
 *   <li>a number of the entry: 64 bits; a UUID: 128 bits; a hash: 256 bits
 *   <li>a JSON object: {@code o}, its size (32 bits), then name and value of each member, by name
 *   <li>a JSON array: {@code a}, its size (32 bits), then its values
 *   <li>a JSON text: {@code t} and a text; number: {@code n} and its shortest plain decimal form as
 *       a text; yes, no, null: {@code y}, {@code f}, {@code 0}
 * </ul>
 *
 * JSON is written by its meaning, since PostgreSQL keeps neither order nor spelling of it.
 */
final class CanonicalBytes {

  private final Buffer bytes = Buffer.buffer();

  CanonicalBytes text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    bytes.appendInt(utf8.length).appendBytes(utf8);
    return this;
  }

  CanonicalBytes number(long value) {
    bytes.appendLong(value);
    return this;
  }

  CanonicalBytes uuid(UUID value) {
    bytes.appendLong(value.getMostSignificantBits()).appendLong(value.getLeastSignificantBits());
    return this;
  }

  CanonicalBytes hash(Buffer value) {
    bytes.appendBuffer(value);
    return this;
  }

  CanonicalBytes json(@Nullable Object value) {
    switch (value) {
      case null -> kind('0');
      case JsonObject object -> {
        kind('o').bytes.appendInt(object.size());
        for (String name : new TreeSet<>(object.fieldNames())) {
          text(name).json(object.getValue(name));
        }
      }
      case JsonArray array -> {
        kind('a').bytes.appendInt(array.size());
        array.forEach(this::json);
      }
      case Boolean yes -> kind(yes ? 'y' : 'f');
      case Number number ->
          kind('n').text(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
      default -> kind('t').text(value.toString());
    }
    return this;
  }

  byte[] bytes() {
    return bytes.getBytes();
  }

  private CanonicalBytes kind(char letter) {
    bytes.appendByte((byte) letter);
    return this;
  }
}
