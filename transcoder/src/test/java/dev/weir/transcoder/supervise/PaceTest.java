package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void ratesAreThoseSinceTheLastLook() {
    Pace pace = new Pace(0);
    for (int i = 0; i < 50; i++) {
      pace.add(true, 1_000);
      pace.add(false, 250);
    }

    assertThat(pace.look(2 * SECOND)).isEqualTo(new Pace.Rates(25, 250_000));
    assertThat(pace.look(3 * SECOND)).isEqualTo(Pace.Rates.NONE);
    assertThat(pace.look(3 * SECOND)).as("no time has passed").isEqualTo(Pace.Rates.NONE);
  }
}
