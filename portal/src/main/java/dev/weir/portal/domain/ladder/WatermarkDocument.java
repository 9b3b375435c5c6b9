package dev.weir.portal.domain.ladder;

import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A watermark as one JSON document, but for its name: as it rests, and as the API tells it. Names
 * of fields are a contract.
 */
public final class WatermarkDocument {

  /** What holds where nothing is said. */
  public static final int DEFAULT_MARGIN_PERCENT = 4;

  public static final int DEFAULT_WIDTH_PERCENT = 15;
  public static final int DEFAULT_OPACITY_PERCENT = 80;
  public static final Watermark.Place DEFAULT_PLACE = Watermark.Place.TOP_RIGHT;

  private static final String IMAGE = "image";
  private static final String DIGEST = "sha256";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String PLACE = "place";
  private static final String MARGIN = "marginPercent";
  private static final String SHARE = "widthPercent";
  private static final String OPACITY = "opacityPercent";

  private WatermarkDocument() {}

  /** The whole document. */
  public static JsonObject of(Watermark watermark) {
    MarkImage image = watermark.image();
    return new JsonObject()
        .put(
            IMAGE,
            new JsonObject()
                .put(DIGEST, image.digest())
                .put(WIDTH, image.width())
                .put(HEIGHT, image.height()))
        .put(PLACE, name(watermark.place()))
        .put(MARGIN, watermark.marginPercent())
        .put(SHARE, watermark.widthPercent())
        .put(OPACITY, watermark.opacityPercent());
  }

  /** Reads what rests. */
  public static Watermark read(WatermarkId id, JsonObject json) {
    JsonObject image = json.getJsonObject(IMAGE);
    return read(
        id,
        new MarkImage(image.getString(DIGEST), image.getInteger(WIDTH), image.getInteger(HEIGHT)),
        json);
  }

  /**
   * Reads what somebody wants, whose image is another matter; throws {@link
   * IllegalArgumentException} for what is out of its range.
   */
  public static Watermark read(WatermarkId id, MarkImage image, JsonObject json) {
    return new Watermark(
        id,
        image,
        place(json.getString(PLACE, name(DEFAULT_PLACE))),
        json.getInteger(MARGIN, DEFAULT_MARGIN_PERCENT),
        json.getInteger(SHARE, DEFAULT_WIDTH_PERCENT),
        json.getInteger(OPACITY, DEFAULT_OPACITY_PERCENT));
  }

  /** What a place is called: {@code top-right}. */
  public static String name(Watermark.Place place) {
    return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The place of that name; throws {@link IllegalArgumentException} when there is none. */
  public static Watermark.Place place(String name) {
    return Watermark.Place.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
