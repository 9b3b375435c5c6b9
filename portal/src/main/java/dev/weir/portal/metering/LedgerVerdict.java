package dev.weir.portal.metering;

import java.util.List;

/**
 * What looking through the ledger came to.
 *
 * @param days that were looked at
 * @param rows of the ledger in them
 * @param boots lives of nodes
 * @param batches that were taken of them
 * @param flaws what is not as it should be; empty when all is whole
 */
public record LedgerVerdict(long days, long rows, long boots, long batches, List<Flaw> flaws) {

  /** Copies the list. */
  public LedgerVerdict {
    flaws = List.copyOf(flaws);
  }

  /** Something that cannot be by what Weir itself does. */
  public sealed interface Flaw {

    /** What it is, and where, for whoever looks into it. */
    String words();

    /** Batches that nobody has taken, though later ones were. */
    record Gap(String boot, long first, long last) implements Flaw {

      @Override
      public String words() {
        return "%s: batches %d to %d were never taken".formatted(boot, first, last);
      }
    }

    /** The ledger has not what nodes told. */
    record Difference(String day, String tenant, String told, String entered) implements Flaw {

      @Override
      public String words() {
        return "%s, tenant %s: nodes told %s in all, and the ledger has %s"
            .formatted(day, tenant, told, entered);
      }
    }

    /** A sum is not that of its rows. */
    record WrongSum(String table, String when, String tenant, long series, String sum, String rows)
        implements Flaw {

      @Override
      public String words() {
        return "%s of %s, tenant %s, series %d: it says %s, and its rows are %s"
            .formatted(table, when, tenant, series, sum, rows);
      }
    }
  }
}
