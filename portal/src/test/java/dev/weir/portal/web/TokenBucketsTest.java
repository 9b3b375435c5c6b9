package dev.weir.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private final ManualTimeSource time = ManualTimeSource.at(Instant.EPOCH);
  private final TokenBuckets buckets = new TokenBuckets(time, 3, Duration.ofSeconds(10));

  @Test
  void aBucketGivesWhatItHoldsAndThenSaysHowLongToWait() {
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    time.advance(Duration.ofSeconds(4));
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(6));
    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void tokensComeBackOneByOneUpToTheBrim() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    time.advance(Duration.ofSeconds(10));
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
    time.advance(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgainButNeverOverflows() {
    buckets.giveBack("a");
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isPositive();
    buckets.giveBack("a");
    assertThat(buckets.take("a")).isZero();
  }

  @Test
  void keysThatWereSeenLongestAgoAreForgotten() {
    for (int i = 0; i < 4; i++) {
      buckets.take("old");
    }
    for (int i = 0; i < TokenBuckets.MAX_KEYS; i++) {
      buckets.take("key" + i);
    }
    assertThat(buckets.take("old")).isZero();
  }
}
