package dev.weir.portal.watermark;

import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Overlay;
import dev.weir.contract.ladder.Watermark;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.ladder.WatermarkDocument;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Messages;
import java.util.List;
import java.util.Locale;

/**
 * A watermark as pages show it. Public for the templates of pages.
 *
 * @param path of its page
 * @param picture where its image is
 * @param size of the image, in words
 * @param place where it stands, in words
 * @param figures width, margin and opacity, in words
 * @param preview as it stands in a frame of {@link #WIDTH} by {@link #HEIGHT}
 * @param opacity as SVG writes it, from 0 to 1
 * @param usedBy the domains whose rules name it: page and name
 */
public record WatermarkRow(
    String name,
    String path,
    String picture,
    String size,
    String place,
    String figures,
    Overlay preview,
    String opacity,
    List<Choice> usedBy) {

  /** Pixels of the frame in which it is shown. */
  public static final int WIDTH = 1_280;

  public static final int HEIGHT = 720;

  private static final String BUNDLE = "watermark/words";
  private static final double PERCENT = 100;
  private static final int VERSION_DIGITS = 12;

  static WatermarkRow of(TenantWatermark known) {
    Watermark watermark = known.watermark();
    MarkImage image = watermark.image();
    String path = WatermarkPages.path(watermark.id());
    return new WatermarkRow(
        watermark.id().value(),
        path,
        path + "/image?v=" + image.digest().substring(0, VERSION_DIGITS),
        text("size", image.width(), image.height()),
        text("place." + WatermarkDocument.name(watermark.place())),
        text(
            "figures",
            watermark.widthPercent(),
            watermark.marginPercent(),
            watermark.opacityPercent()),
        Overlay.of(watermark, WIDTH, HEIGHT),
        String.format(Locale.ROOT, "%.2f", watermark.opacityPercent() / PERCENT),
        known.usedBy().stream()
            .map(domain ->
                new Choice(DomainPath.of(domain, DomainPath.Part.LADDERS), domain.value()))
            .toList());
  }

  private static String text(String key, Object... arguments) {
    return Messages.text(BUNDLE, key, arguments);
  }
}
