package dev.weir.contract.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where marks come to stand: the image is three times as wide as high, the margin 5 %. */
class OverlayTest {

  private static final MarkImage IMAGE = new MarkImage("0a".repeat(32), 300, 100);

  private static Watermark logo(Watermark.Place place, int widthPercent, int opacityPercent) {
    return new Watermark(new WatermarkId("logo"), IMAGE, place, 5, widthPercent, opacityPercent);
  }

  @ParameterizedTest
  @CsvSource({
    "TOP_LEFT,36,36",
    "TOP,544,36",
    "TOP_RIGHT,1052,36",
    "LEFT,36,328",
    "CENTRE,544,328",
    "RIGHT,1052,328",
    "BOTTOM_LEFT,36,620",
    "BOTTOM,544,620",
    "BOTTOM_RIGHT,1052,620"
  })
  void everyPlaceHasItsMargins(Watermark.Place place, int left, int top) {
    assertThat(Overlay.of(logo(place, 15, 80), 1280, 720))
        .isEqualTo(new Overlay(IMAGE, 192, 64, left, top, 80));
  }

  @Test
  void isNeverLargerThanWhatTheMarginsLeave() {
    Watermark wide = logo(Watermark.Place.CENTRE, 100, 100);

    assertThat(Overlay.of(wide, 1280, 720)).isEqualTo(new Overlay(IMAGE, 1208, 402, 36, 160, 100));
    assertThat(Overlay.of(wide, 1920, 200)).isEqualTo(new Overlay(IMAGE, 540, 180, 690, 10, 100));
  }

  @Test
  void hasAtLeastTheSmallestSizeThatColoursHave() {
    assertThat(Overlay.of(logo(Watermark.Place.TOP_LEFT, 1, 100), 16, 16))
        .isEqualTo(new Overlay(IMAGE, 2, 2, 0, 0, 100));
  }
}
