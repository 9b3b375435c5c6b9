package dev.weir.portal.billing.label;

import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.month.LedgerMonth.StreamSum;
import dev.weir.portal.billing.rating.Apportionment;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.label.StreamValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An invoice by label. Each line is divided by how much of what it counts each label had: bandwidth
 * by the bytes that made it. Discount, minimum and credit are divided as the lines are. All parts
 * add up to the invoice without tax, to the minor unit.
 *
 * @param key whose values are told apart
 * @param parts the largest first; what has no such label last
 */
public record LabelBill(String key, List<Part> parts) {

  /** Copies the list. */
  public LabelBill {
    parts = List.copyOf(parts);
  }

  /**
   * What one value had.
   *
   * @param value of the label; empty for streams without one
   * @param lineMinor of each line of the invoice, before discount, minimum and credit
   * @param netMinor of the invoice without tax
   */
  public record Part(String value, List<Long> lineMinor, long netMinor) {

    /** Copies the list. */
    public Part {
      lineMinor = List.copyOf(lineMinor);
    }

    /** What its lines come to. */
    public long usedMinor() {
      return lineMinor.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Divides an invoice.
   *
   * @param streams what each stream had of it
   */
  public static LabelBill of(
      Invoice invoice, List<StreamSum> streams, String key, StreamValues labels) {
    List<String> values = values(streams, labels);
    List<List<Long>> lines = new ArrayList<>();
    for (Line line : invoice.document().lines()) {
      lines.add(Apportionment.of(line.amountMinor(), weights(line, streams, labels, values)));
    }
    List<Ratio> used = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      int place = i;
      used.add(Ratio.of(lines.stream().mapToLong(line -> line.get(place)).sum()));
    }
    List<Long> net = Apportionment.of(invoice.amounts().netMinor(), used);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      int place = i;
      parts.add(
          new Part(
              values.get(i), lines.stream().map(line -> line.get(place)).toList(), net.get(i)));
    }
    parts.sort(
        Comparator.comparing((Part part) -> part.value().isEmpty())
            .thenComparing(Comparator.comparingLong(Part::netMinor).reversed()));
    return new LabelBill(key, parts);
  }

  /** All values in the order of the alphabet, and none as the last. */
  private static List<String> values(List<StreamSum> streams, StreamValues labels) {
    Set<String> values = new TreeSet<>();
    streams.forEach(sum -> values.add(value(sum, labels)));
    values.remove("");
    List<String> ordered = new ArrayList<>(values);
    ordered.add("");
    return ordered;
  }

  private static List<Ratio> weights(
      Line line, List<StreamSum> streams, StreamValues labels, List<String> values) {
    Set<MeterDetail> details = line.thing().details();
    Map<String, Ratio> weights = new HashMap<>();
    for (StreamSum sum : streams) {
      if (details.contains(sum.detail())) {
        weights.merge(value(sum, labels), sum.quantity(), Ratio::plus);
      }
    }
    return values.stream().map(value -> weights.getOrDefault(value, Ratio.ZERO)).toList();
  }

  private static String value(StreamSum sum, StreamValues labels) {
    return labels.of(sum.domain(), sum.app(), sum.stream());
  }
}
