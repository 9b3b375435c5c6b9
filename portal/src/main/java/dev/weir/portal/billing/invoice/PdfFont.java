package dev.weir.portal.billing.invoice;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A font that every reader of PDFs has (ISO 32000-1, section 9.6.2.2), and how wide its letters
 * are, which is what one has to know to let a text end somewhere.
 */
enum PdfFont {
  /** Helvetica. */
  PLAIN(
      "Helvetica",
      """
      278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278
      556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556
      1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
      667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
      333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556
      556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
      """),
  /** Helvetica-Bold. */
  BOLD(
      "Helvetica-Bold",
      """
      278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278
      556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611
      975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778
      667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556
      333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611
      611 611 389 556 333 611 556 778 556 556 500 389 280 389 584
      """);

  private static final char FIRST = ' ';
  private static final float THOUSAND = 1_000;

  /** Of most signs beyond ASCII that are no letters, the signs of currencies among them. */
  private static final int USUAL_WIDTH = 556;

  private final String baseFont;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody else has the array.
  private final int[] widths;

  PdfFont(String baseFont, String widths) {
    this.baseFont = baseFont;
    this.widths =
        Pattern.compile("\\s+").splitAsStream(widths.strip()).mapToInt(Integer::parseInt).toArray();
  }

  /** As PDF calls it. */
  String baseFont() {
    return baseFont;
  }

  /** How wide a text is, in units of its size. */
  float width(String text) {
    return text.chars().map(c -> width((char) c)).sum() / THOUSAND;
  }

  /** A letter with an accent is as wide as without. */
  private int width(char letter) {
    char plain = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD).charAt(0);
    int place = plain - FIRST;
    return place >= 0 && place < widths.length ? widths[place] : USUAL_WIDTH;
  }
}
