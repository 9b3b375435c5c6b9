package dev.weir.portal.billing.invoice;

import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.invoice.InvoiceView.Fact;
import dev.weir.portal.billing.invoice.InvoiceView.Row;
import dev.weir.portal.web.Messages;
import java.util.List;
import java.util.stream.Stream;

/**
 * An invoice as a PDF of A4 pages, with the fonts that every reader has: Latin letters are all that
 * these know, and what they do not know is a question mark. The page of the portal prints anything.
 */
final class InvoicePdf {

  private static final String BUNDLE = "billing/invoice-view";

  private static final float TOP = 790;
  private static final float BOTTOM = 70;
  private static final float LEFT = 56;
  private static final float RIGHT = 539;
  private static final float QUANTITY = 430;
  private static final float FACTS = 330;
  private static final float LINE = 14;
  private static final float SMALL_LINE = 11;
  private static final float GAP = 26;

  private final PdfPaper paper;
  private final InvoiceView view;

  private InvoicePdf(PdfPaper paper, InvoiceView view) {
    this.paper = paper;
    this.view = view;
  }

  /** Writes it. */
  static byte[] write(InvoiceView view) {
    PdfPaper paper = new PdfPaper(view.title(), TOP);
    new InvoicePdf(paper, view).draw();
    return paper.bytes();
  }

  private void draw() {
    head();
    parties();
    lines();
    sums();
    payment();
  }

  private void head() {
    Address issuer = view.issuer();
    paper.text(PdfPaper.Style.TITLE, LEFT, view.title());
    paper.down(GAP);
    paper.text(PdfPaper.Style.PLAIN, LEFT, view.month());
    paper.textEnding(PdfPaper.Style.STRONG, RIGHT, issuer.name());
    paper.down(LINE);
    paper.text(PdfPaper.Style.FAINT, LEFT, view.statusText());
    for (String line : block(issuer)) {
      paper.textEnding(PdfPaper.Style.FAINT, RIGHT, line);
      paper.down(SMALL_LINE);
    }
    paper.down(GAP);
  }

  private void parties() {
    float top = paper.at();
    paper.text(PdfPaper.Style.FAINT, LEFT, text("view.for"));
    paper.down(LINE);
    paper.text(PdfPaper.Style.STRONG, LEFT, view.recipient().name());
    for (String line : block(view.recipient())) {
      paper.down(LINE);
      paper.text(PdfPaper.Style.PLAIN, LEFT, line);
    }
    float below = paper.at();
    paper.to(top);
    for (Fact fact : view.facts()) {
      paper.text(PdfPaper.Style.FAINT, FACTS, fact.name());
      paper.textEnding(PdfPaper.Style.SMALL, RIGHT, fact.value());
      paper.down(LINE);
    }
    paper.to(Math.min(below, paper.at()));
    paper.down(GAP + LINE);
    if (!view.note().isEmpty()) {
      paper.text(PdfPaper.Style.PLAIN, LEFT, view.note());
      paper.down(GAP);
    }
  }

  private void lines() {
    if (view.lines().isEmpty()) {
      return;
    }
    paper.text(PdfPaper.Style.FAINT, LEFT, text("view.thing"));
    paper.textEnding(PdfPaper.Style.FAINT, QUANTITY, text("view.quantity"));
    paper.textEnding(PdfPaper.Style.FAINT, RIGHT, text("view.amount"));
    paper.down(SMALL_LINE - 4);
    paper.rule(LEFT, RIGHT);
    for (Row line : view.lines()) {
      room(GAP + line.parts().size() * SMALL_LINE);
      paper.down(LINE + 2);
      paper.text(PdfPaper.Style.PLAIN, LEFT, line.name());
      paper.textEnding(PdfPaper.Style.PLAIN, QUANTITY, line.quantity());
      paper.textEnding(PdfPaper.Style.PLAIN, RIGHT, line.amount());
      for (String part : line.parts()) {
        paper.down(SMALL_LINE);
        paper.text(PdfPaper.Style.FAINT, LEFT, part);
      }
      paper.down(SMALL_LINE - 3);
      paper.rule(LEFT, RIGHT);
    }
  }

  private void sums() {
    room(GAP + (view.sums().size() + 2) * LINE);
    paper.down(LINE / 2);
    for (Fact sum : view.sums()) {
      paper.down(LINE);
      paper.text(PdfPaper.Style.PLAIN, FACTS, sum.name());
      paper.textEnding(PdfPaper.Style.PLAIN, RIGHT, sum.value());
    }
    paper.down(SMALL_LINE - 3);
    paper.rule(FACTS, RIGHT);
    paper.down(LINE + 4);
    paper.text(PdfPaper.Style.SUM, FACTS, text("view.total"));
    paper.textEnding(PdfPaper.Style.SUM, RIGHT, view.total());
    if (!view.owed().isEmpty() && !view.owed().equals(view.total())) {
      paper.down(LINE + 2);
      paper.text(PdfPaper.Style.PLAIN, FACTS, text("view.owed"));
      paper.textEnding(PdfPaper.Style.PLAIN, RIGHT, view.owed());
    }
  }

  private void payment() {
    if (view.payment().isEmpty()) {
      return;
    }
    List<String> words = view.payment().lines().toList();
    room(2 * GAP + words.size() * LINE);
    paper.down(2 * GAP);
    paper.text(PdfPaper.Style.STRONG, LEFT, text("view.payment"));
    for (String line : words) {
      paper.down(LINE);
      paper.text(PdfPaper.Style.PLAIN, LEFT, line);
    }
  }

  /** Begins another page when there is less than this left. */
  private void room(float height) {
    if (paper.at() - height < BOTTOM) {
      paper.turn(TOP);
    }
  }

  private static List<String> block(Address address) {
    return Stream.concat(
            address.address().lines(),
            address.taxNumber().isEmpty() ? Stream.empty() : Stream.of(address.taxNumber()))
        .toList();
  }

  private static String text(String key) {
    return Messages.text(BUNDLE, key);
  }
}
