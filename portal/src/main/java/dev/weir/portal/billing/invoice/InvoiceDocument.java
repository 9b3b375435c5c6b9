package dev.weir.portal.billing.invoice;

import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.billing.rating.TierPart;
import java.util.List;
import java.util.Optional;

/**
 * What stands on an invoice, or on a credit note, which has no lines of usage.
 *
 * @param issuer who makes it out
 * @param payment how it is paid, in words
 * @param recipient whom it is for
 * @param terms by what it was made
 * @param lines one for each price of the card
 * @param discountMinor taken off the lines
 * @param minimumMinor added to reach the minimum
 * @param creditMinor credit that was used
 * @param note why, of a credit note
 */
public record InvoiceDocument(
    Address issuer,
    String payment,
    Address recipient,
    Agreed terms,
    List<Line> lines,
    long discountMinor,
    long minimumMinor,
    long creditMinor,
    String note) {

  /** Copies the lines. */
  public InvoiceDocument {
    lines = List.copyOf(lines);
  }

  /**
   * By what it was made.
   *
   * @param card the rate card's name
   * @param cardVersion which of its versions
   * @param minimumMinor what a month costs at least
   */
  public record Agreed(
      String card,
      int cardVersion,
      EgressMethod method,
      Share discount,
      long minimumMinor,
      Optional<Terms.Tax> tax) {}

  /**
   * A line.
   *
   * @param thing what was used
   * @param quantity how much, exactly, in the unit of its price
   * @param included units that cost nothing
   * @param parts what is left, by price
   */
  public record Line(
      Priced thing, Ratio quantity, long included, List<TierPart> parts, long amountMinor) {

    /** Copies the parts. */
    public Line {
      parts = List.copyOf(parts);
    }
  }

  /** What the lines come to, minor units. */
  public long usedMinor() {
    return lines.stream().mapToLong(Line::amountMinor).sum();
  }
}
