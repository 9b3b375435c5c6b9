package dev.weir.transcoder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildUseTest {

  @Test
  void readsTimesBehindANameOfAnyKind() {
    String stat = "42 (ff) mpeg) S 1 42 42 0 -1 4194304 900 0 1 0 130 20 5 6 25 5 7 0 99 1 2 3";
    String status = "Name:\tffmpeg\nVmPeak:\t  900000 kB\nVmRSS:\t   90000 kB\nThreads:\t7\n";

    assertThat(ChildUse.parse(stat, status))
        .isEqualTo(new ChildUse(Duration.ofMillis(1_500), 90_000L * 1024));
  }

  @Test
  void aProcessThatIsGoneHasUsedNothing() {
    assertThat(ChildUse.of(Long.MAX_VALUE)).isEmpty();
    assertThat(ChildUse.of(ProcessHandle.current().pid()))
        .hasValueSatisfying(own -> assertThat(own.residentBytes()).isPositive());
  }
}
