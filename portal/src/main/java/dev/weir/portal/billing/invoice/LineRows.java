package dev.weir.portal.billing.invoice;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.month.LedgerMonth.LedgerRow;
import dev.weir.portal.billing.month.LedgerMonth.StreamSum;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.BillingUnit;
import dev.weir.portal.billing.rating.Measure;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.web.Language;
import dev.weir.portal.web.Messages;
import java.text.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows behind a line in words. Public for the template.
 *
 * @param rows how many there are
 * @param streams what each stream had of them, the largest first
 */
public record LineRows(String rows, List<Sum> streams) {

  /** Streams that a page lists; the file has all. */
  static final int MAX_STREAMS = 200;

  /** The header line of the file (RFC 4180). */
  static final String HEADER =
      "bucket,seconds,domain,app,stream,rendition,detail,unit,quantity,late,entered_at\r\n";

  /** Copies the list. */
  public LineRows {
    streams = List.copyOf(streams);
  }

  /** What one stream had. */
  public record Sum(String name, String detail, String quantity, String rows) {}

  static LineRows of(InvoiceDocument.Line line, BillingMonth month, List<StreamSum> all) {
    Set<MeterDetail> details = line.thing().details();
    List<StreamSum> own = all.stream().filter(sum -> details.contains(sum.detail())).toList();
    NumberFormat number = NumberFormat.getIntegerInstance(Language.current());
    return new LineRows(
        number.format(own.stream().mapToLong(StreamSum::rows).sum()),
        own.stream()
            .sorted(Comparator.comparing(StreamSum::quantity).reversed())
            .limit(MAX_STREAMS)
            .map(sum ->
                new Sum(
                    sum.stream().isEmpty()
                        ? ""
                        : sum.domain() + "/" + sum.app() + "/" + sum.stream(),
                    Messages.text("usage/words", "detail." + sum.detail()),
                    quantity(line, month, sum.quantity()),
                    number.format(sum.rows())))
            .toList());
  }

  /** Bandwidth is of bytes. */
  private static String quantity(InvoiceDocument.Line line, BillingMonth month, Ratio count) {
    BillingUnit unit =
        line.thing().measure() instanceof Measure.Egress
            ? BillingUnit.GIB
            : line.thing().measure().unit();
    return InvoiceView.quantity(unit, unit.quantity(count, month));
  }

  /** Lines of the file. */
  static String csv(List<LedgerRow> rows) {
    return rows.stream()
        .map(row ->
            Stream.of(
                        row.bucket(),
                        300,
                        row.domain(),
                        row.app(),
                        row.stream(),
                        row.rendition(),
                        row.detail(),
                        row.detail().meter().unit(),
                        row.quantity(),
                        row.late(),
                        row.enteredAt())
                    .map(String::valueOf)
                    .map(LineRows::cell)
                    .collect(Collectors.joining(","))
                + "\r\n")
        .collect(Collectors.joining());
  }

  /** What a spreadsheet would compute is made text. */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
