package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void putsNumbersToTheRight() {
    Table table = new Table("server", "MB/cpu-s");
    table.row("limit", Figures.of(1850.2));
    table.row("weir", Figures.of(9.126));

    assertThat(table.toText().lines())
        .containsExactly(
            "server  MB/cpu-s", "──────  ────────", "limit       1850", "weir        9.13");
    assertThat(table.toMarkdown().lines().toList().get(2)).isEqualTo("| limit  |     1850 |");
  }

  @Test
  void findsTheMiddle() {
    assertThat(Figures.median(List.of(3.0, 9.0, 1.0))).isEqualTo(3);
    assertThat(Figures.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
  }
}
