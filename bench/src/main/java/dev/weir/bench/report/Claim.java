package dev.weir.bench.report;

/**
 * A bound that Weir has set itself, and what came of it.
 *
 * @param what is bounded, with its unit
 * @param value that was found
 * @param bound that it has to keep
 * @param atLeast whether more is better
 */
public record Claim(String what, double value, double bound, boolean atLeast) {

  /** More is better. */
  public static Claim atLeast(String what, double value, double bound) {
    return new Claim(what, value, bound, true);
  }

  /** Less is better. */
  public static Claim atMost(String what, double value, double bound) {
    return new Claim(what, value, bound, false);
  }

  /** Whether the bound is kept. A value that is none keeps nothing. */
  public boolean holds() {
    return atLeast ? value >= bound : value <= bound;
  }

  /** One line for a console. */
  @Override
  public String toString() {
    return (holds() ? "holds   " : "MISSED  ") + text();
  }

  /** One line of a document. */
  String toMarkdown() {
    return (holds() ? "holds: " : "**missed**: ") + text();
  }

  private String text() {
    return what
        + ": "
        + Figures.of(value)
        + (atLeast ? ", at least " : ", at most ")
        + Figures.of(bound);
  }
}
