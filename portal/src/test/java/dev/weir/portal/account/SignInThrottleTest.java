package dev.weir.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

  private final ManualTimeSource time = ManualTimeSource.at(Instant.EPOCH);
  private final SignInThrottle throttle = new SignInThrottle(time);

  @Test
  void oneAddressMustWaitWhoeverItsFailuresAreFor() {
    for (int i = 0; i < SignInThrottle.PER_ADDRESS; i++) {
      assertThat(throttle.begin("person" + i, "192.0.2.1")).isZero();
    }
    assertThat(throttle.begin("somebody", "192.0.2.1")).isEqualTo(SignInThrottle.ADDRESS_FORGETS);
    assertThat(throttle.begin("somebody", "192.0.2.2")).isZero();
  }

  @Test
  void oneAccountMustWaitWhereverItsFailuresComeFrom() {
    for (int i = 0; i < SignInThrottle.PER_ACCOUNT; i++) {
      assertThat(throttle.begin("victim", "192.0.2." + i)).isZero();
    }
    assertThat(throttle.begin("victim", "198.51.100.1")).isEqualTo(SignInThrottle.ACCOUNT_FORGETS);
    assertThat(throttle.begin("another", "198.51.100.1")).isZero();
  }

  @Test
  void aCrowdFromEverywhereMustWaitAltogether() {
    for (int i = 0; i < SignInThrottle.ALTOGETHER; i++) {
      assertThat(throttle.begin("person" + i, "192.0.2." + i)).isZero();
    }
    assertThat(throttle.begin("person", "198.51.100.1")).isPositive();
    time.advance(SignInThrottle.ALTOGETHER_FORGETS);
    assertThat(throttle.begin("person", "198.51.100.1")).isZero();
  }

  @Test
  void whoSucceedsIsNotCounted() {
    for (int i = 0; i < 3 * SignInThrottle.PER_ADDRESS; i++) {
      time.advance(SignInThrottle.ALTOGETHER_FORGETS);
      assertThat(throttle.begin("person", "192.0.2.1")).as("attempt %d", i).isZero();
      throttle.succeeded("person", "192.0.2.1");
    }
  }
}
