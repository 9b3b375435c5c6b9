package dev.weir.portal.api.frame;

import dev.weir.portal.web.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a list ends: the sort key of its last item. To programs it is a word without
 * meaning, which they hand back to get the next page; since it names an item and no count, nothing
 * is shown twice or left out when the list changes meanwhile.
 *
 * @param parts the sort key, part by part
 */
public record Cursor(List<String> parts) {

  private static final String SEPARATOR = "\n";

  /** Copies the list. */
  public Cursor {
    parts = List.copyOf(parts);
  }

  /** After the item with this key. */
  public static Cursor after(String... parts) {
    return new Cursor(List.of(parts));
  }

  /** Reads the textual form; throws {@link InvalidRequest} when it is none. */
  static Cursor read(String text) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return new Cursor(List.of(key.split(SEPARATOR, -1)));
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  /** The textual form. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /** Its only part as a number; throws {@link InvalidRequest} when it is of another list. */
  public long number() {
    try {
      return Long.parseLong(String.join(SEPARATOR, parts));
    } catch (NumberFormatException ofAnotherList) {
      throw invalid();
    }
  }

  /** Its parts, when there are as many as expected; throws {@link InvalidRequest} otherwise. */
  public List<String> parts(int expected) {
    if (parts.size() != expected) {
      throw invalid();
    }
    return parts;
  }

  private static InvalidRequest invalid() {
    return new InvalidRequest("/query/cursor", "is not what a page of this list ended with");
  }
}
