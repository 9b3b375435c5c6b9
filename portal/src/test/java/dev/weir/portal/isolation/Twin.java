package dev.weir.portal.isolation;

import dev.weir.contract.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One of two tenants that are alike to a hair, except that everything of one can be told by a mark:
 * its ids begin with the same eight digits, and its texts with {@code zza-} or {@code zzb-}. All
 * its rows have one id, and one text, in whatever table they are: whoever asks for a row by one of
 * them has asked every table.
 *
 * @param letter {@code a} or {@code b}
 */
public record Twin(String letter) {

  /** The one who looks. */
  public static final Twin A = new Twin("a");

  /** The one who must not be seen. */
  static final Twin B = new Twin("b");

  private static final Pattern PLACE = Pattern.compile("\\{(tenant|id|letter|mark)}");

  /** The tenant itself. */
  public TenantId tenant() {
    return new TenantId(id("row"));
  }

  /** An id that begins with the twin's mark and that no row has. */
  UUID nothing() {
    return id("nothing");
  }

  private UUID id(String what) {
    UUID hash = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    return UUID.fromString(idMark() + hash.toString().substring(idMark().length()));
  }

  /** What the twin's texts begin with, most of which are nothing else. */
  String mark() {
    return textMark() + "name";
  }

  /** How each of the twin's ids begins. */
  String idMark() {
    return letter.repeat(8) + "-";
  }

  /** How each of the twin's texts begins. */
  String textMark() {
    return "zz" + letter + "-";
  }

  /** The twin's signing secret, which has letters and digits alone. */
  String secret() {
    return "zz" + letter + "secretsecretsecret";
  }

  /** The name of the twin's template and of its watermark, which has letters and digits alone. */
  String template() {
    return "zz" + letter + "template";
  }

  /** Whether something of the twin's stands in a text. */
  boolean shownIn(String text) {
    return text.contains(idMark())
        || text.contains(textMark())
        || text.contains(secret())
        || text.contains(template());
  }

  /** Fills the places of a statement with what is this twin's. */
  String fill(String sql) {
    return PLACE
        .matcher(sql)
        .replaceAll(place ->
            switch (place.group(1)) {
              case "letter" -> letter;
              case "mark" -> mark();
              default -> tenant().toString();
            });
  }
}
