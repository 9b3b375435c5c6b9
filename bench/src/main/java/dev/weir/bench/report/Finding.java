package dev.weir.bench.report;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What one experiment has found.
 *
 * @param name as it is typed
 * @param title what was done, in one line
 * @param table the medians
 * @param claims bounds and whether they were kept
 * @param doubtful whether some figures come from disturbed runs alone
 * @param runs every single run, for machines
 */
public record Finding(
    String name,
    String title,
    Table table,
    List<Claim> claims,
    boolean doubtful,
    List<JsonObject> runs) {

  private static final String DOUBT =
      "Some of these figures come from disturbed runs alone: do not believe them.";

  /** Takes copies. */
  public Finding {
    claims = List.copyOf(claims);
    runs = List.copyOf(runs);
  }

  /** For a console. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(name).append(": ").append(title).append("\n\n");
    text.append(table.toText());
    if (doubtful) {
      text.append('\n').append(DOUBT).append('\n');
    }
    if (!claims.isEmpty()) {
      text.append('\n');
      claims.forEach(claim -> text.append(claim).append('\n'));
    }
    return text.toString();
  }

  /** A document, from its title on. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(name).append("\n\n").append(title).append("\n\n");
    text.append(table.toMarkdown());
    if (doubtful) {
      text.append('\n').append(DOUBT).append('\n');
    }
    if (!claims.isEmpty()) {
      text.append('\n');
      claims.forEach(claim -> text.append("- ").append(claim.toMarkdown()).append('\n'));
    }
    return text.toString();
  }
}
