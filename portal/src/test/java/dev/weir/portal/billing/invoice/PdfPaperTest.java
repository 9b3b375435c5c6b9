package dev.weir.portal.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where each object is said to begin, it begins; and letters are those that the fonts know. */
class PdfPaperTest {

  private static final Charset WIN_ANSI = Charset.forName("windows-1252");

  private static String written(PdfPaper paper) {
    return new String(paper.bytes(), WIN_ANSI);
  }

  @Test
  void everyObjectIsWhereTheTableSays() {
    PdfPaper paper = new PdfPaper("A title", 800);
    paper.text(PdfPaper.Style.PLAIN, 50, "Größe €");
    paper.turn(800);
    paper.textEnding(PdfPaper.Style.SUM, 500, "Ende");
    String pdf = written(paper);
    Matcher entry = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf);
    int objects = 0;
    while (entry.find()) {
      objects++;
      assertThat(pdf.substring(Integer.parseInt(entry.group(1)))).startsWith(objects + " 0 obj");
    }
    assertThat(objects).isEqualTo(9);
    int table = Integer.parseInt(pdf.replaceAll("(?s).*startxref\n(\\d+)\n%%EOF\n", "$1"));
    assertThat(pdf.substring(table)).startsWith("xref\n0 10\n");
    assertThat(pdf).contains("/Count 2", "(Größe €)");
  }

  @Test
  void whatTheFontsDoNotKnowIsAQuestionMarkAndNothingEndsAText() {
    PdfPaper paper = new PdfPaper("t", 800);
    paper.text(PdfPaper.Style.PLAIN, 50, "漢 (a) \\ b\nc\u00a0d");
    assertThat(written(paper)).contains("(? \\(a\\) \\\\ b c d)");
  }

  @Test
  void pagesAreLimited() {
    PdfPaper paper = new PdfPaper("t", 800);
    assertThatThrownBy(() -> turnTooOften(paper)).isInstanceOf(IllegalStateException.class);
  }

  private static void turnTooOften(PdfPaper paper) {
    for (int i = 0; i < PdfPaper.MAX_PAGES; i++) {
      paper.turn(800);
    }
  }
}
