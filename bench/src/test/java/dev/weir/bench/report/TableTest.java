package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

  @Test
  void saysWhetherABoundIsKept() {
    assertThat(Claim.atLeast("of the limit", 0.82, 0.7))
        .hasToString("holds   of the limit: 0.82, at least 0.70");
    assertThat(Claim.atMost("p99 ms", 31, 30).holds()).isFalse();
    assertThat(Claim.atMost("p99 ms", Double.NaN, 30).holds()).isFalse();
  }

  @Test
  void writesResultsWithTheirMachineAndCommand() {
    Table table = new Table("server", "MB/cpu-s");
    table.row("weir", "9.13");
    Finding finding =
        new Finding(
            "fanout", "one stream", table, List.of(Claim.atMost("ms", 1, 2)), true, List.of());
    ResultFile file =
        new ResultFile("./weir bench", "2026-11-22", Map.of("processor", "abacus"), finding);

    assertThat(file.toMarkdown())
        .contains("`./weir bench`, 2026-11-22", "- processor: abacus", "| weir   |     9.13 |")
        .contains("- holds: ms: 1.00, at most 2.00", "do not believe them");
    assertThat(file.toJson().getJsonObject("machine").getString("processor")).isEqualTo("abacus");
  }
}
