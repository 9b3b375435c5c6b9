package dev.weir.portal.billing.invoice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A4 pages of a PDF (ISO 32000-1) that are written from the top down: texts in the two fonts that
 * every reader has, and lines. Lengths are points, 72 to the inch, from the lower left corner.
 * Letters that Windows-1252 does not have are question marks. Not for several threads.
 */
final class PdfPaper {

  /** Most pages; an invoice of all lines that there can be has two. */
  static final int MAX_PAGES = 20;

  private static final Charset WIN_ANSI = Charset.forName("windows-1252");
  private static final int PAGE_WIDTH = 595;
  private static final int PAGE_HEIGHT = 842;

  /** The catalogue, the pages' list, two fonts and what is known of the document. */
  private static final int FIRST_PAGE_OBJECT = 6;

  private final String title;
  private final List<StringBuilder> pages = new ArrayList<>();

  private float at;

  /** Begins the first page at this height. */
  PdfPaper(String title, float top) {
    this.title = title;
    turn(top);
  }

  /** How a text looks. */
  enum Style {
    TITLE(22, PdfFont.BOLD, 0.05F),
    SUM(13, PdfFont.BOLD, 0.05F),
    STRONG(10, PdfFont.BOLD, 0.05F),
    PLAIN(10, PdfFont.PLAIN, 0.1F),
    SMALL(9, PdfFont.PLAIN, 0.1F),
    FAINT(8.5F, PdfFont.PLAIN, 0.4F);

    private final float size;
    private final PdfFont font;
    private final float grey;

    Style(float size, PdfFont font, float grey) {
      this.size = size;
      this.font = font;
      this.grey = grey;
    }
  }

  /** At what height. */
  float at() {
    return at;
  }

  /** Goes to a height. */
  void to(float height) {
    at = height;
  }

  /** Goes down. */
  void down(float by) {
    at -= by;
  }

  /** Begins another page. */
  void turn(float top) {
    if (pages.size() == MAX_PAGES) {
      throw new IllegalStateException("more than " + MAX_PAGES + " pages");
    }
    pages.add(new StringBuilder());
    at = top;
  }

  /** Writes a text that begins here. */
  void text(Style style, float x, String text) {
    draw(
        "BT /%s %s Tf %s g %s %s Td (%s) Tj ET\n"
            .formatted(
                style.font.name(),
                number(style.size),
                number(style.grey),
                number(x),
                number(at),
                escaped(known(text))));
  }

  /** Writes a text that ends here. */
  void textEnding(Style style, float x, String text) {
    text(style, x - style.font.width(known(text)) * style.size, text);
  }

  /** Draws a line. */
  void rule(float from, float to) {
    draw(
        "0.5 w 0.8 G %s %s m %s %s l S\n"
            .formatted(number(from), number(at), number(to), number(at)));
  }

  private void draw(String operators) {
    pages.getLast().append(operators);
  }

  /** The whole document. */
  byte[] bytes() {
    List<String> objects = new ArrayList<>();
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(FIRST_PAGE_OBJECT + 2 * i).append(" 0 R ");
    }
    objects.add("<< /Type /Catalog /Pages 2 0 R >>");
    objects.add("<< /Type /Pages /Kids [ %s] /Count %d >>".formatted(kids, pages.size()));
    for (PdfFont font : PdfFont.values()) {
      objects.add(
          "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
              .formatted(font.baseFont()));
    }
    objects.add("<< /Title (%s) /Producer (Weir) >>".formatted(escaped(known(title))));
    for (int i = 0; i < pages.size(); i++) {
      objects.add(
          ("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %d %d ] /Contents %d 0 R /Resources "
                  + "<< /Font << /PLAIN 3 0 R /BOLD 4 0 R >> >> >>")
              .formatted(PAGE_WIDTH, PAGE_HEIGHT, FIRST_PAGE_OBJECT + 2 * i + 1));
      String content = pages.get(i).toString();
      objects.add(
          "<< /Length %d >>\nstream\n%sendstream"
              .formatted(content.getBytes(WIN_ANSI).length, content));
    }
    return file(objects);
  }

  /** Objects, where each begins, and where one begins to read (sections 7.5.2 to 7.5.5). */
  private static byte[] file(List<String> objects) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    StringBuilder table = new StringBuilder();
    // Four bytes that are no text, so that nobody takes the file for one.
    file.writeBytes("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n".getBytes(WIN_ANSI));
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(file.size()));
      file.writeBytes("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)).getBytes(WIN_ANSI));
    }
    int start = file.size();
    int size = objects.size() + 1;
    String end =
        "xref\n0 %d\n0000000000 65535 f \n%s".formatted(size, table)
            + "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n".formatted(size)
            + "startxref\n%d\n%%%%EOF\n".formatted(start);
    file.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
    return file.toByteArray();
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** With a question mark for what the fonts do not know, and without ends of lines. */
  private static String known(String text) {
    CharsetEncoder encoder = WIN_ANSI.newEncoder();
    StringBuilder known = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          String letter = Character.toString(c);
          if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            known.append(' ');
          } else if (!Character.isISOControl(c)) {
            known.append(encoder.canEncode(letter) ? letter : "?");
          }
        });
    return known.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
  }
}
