package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under headings; numbers stand to the right. */
public final class Table {

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table. */
  public Table(String... headings) {
    this.headings = List.copyOf(Arrays.asList(headings));
  }

  /** Adds a row, which has a cell for each heading. */
  public void row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells under " + headings.size());
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
  }

  /** For a console. */
  public String toText() {
    return write("  ", "", "─");
  }

  /** As Markdown. */
  public String toMarkdown() {
    return write(" | ", "| ", "-");
  }

  private String write(String between, String edge, String rule) {
    StringBuilder text = new StringBuilder();
    line(text, headings, between, edge);
    List<String> rules = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      rules.add(rule.repeat(width(column)));
    }
    line(text, rules, between, edge);
    rows.forEach(row -> line(text, row, between, edge));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells, String between, String edge) {
    StringBuilder line = new StringBuilder(edge);
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? "" : between);
      line.append(isNumeric(column) ? space + cell : cell + space);
    }
    line.append(new StringBuilder(edge).reverse());
    text.append(edge.isEmpty() ? line.toString().stripTrailing() : line).append('\n');
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(3, Math.max(widest, headings.get(column).length()));
  }

  private boolean isNumeric(int column) {
    return rows.stream().allMatch(row -> row.get(column).matches("[-–0-9., %x]*"));
  }
}
