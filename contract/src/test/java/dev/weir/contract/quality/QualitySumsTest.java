package dev.weir.contract.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sums of plays, and what is made of them. */
final class QualitySumsTest {

  @Test
  void percentilesOfSumsAreThoseOfAllTimesWithinABucket() {
    Spread low =
        LongStream.rangeClosed(1, 900).mapToObj(Spread::of).reduce(Spread.NONE, Spread::plus);
    Spread high =
        LongStream.rangeClosed(901, 1_000).mapToObj(Spread::of).reduce(Spread.NONE, Spread::plus);
    Spread all = low.plus(high);
    assertThat(all.size()).isEqualTo(1_000);
    assertThat(all.percentileMs(0.5)).isBetween(450L, 550L);
    assertThat(all.percentileMs(0.9)).isBetween(800L, 1_100L);
    assertThat(Spread.NONE.percentileMs(0.5)).isZero();
  }

  @Test
  void everyTimeHasABucket() {
    assertThat(Spread.ENDS_MS).hasSize(Spread.BUCKETS).isSorted();
    assertThat(Spread.bucket(0)).isZero();
    assertThat(Spread.bucket(100)).isZero();
    assertThat(Spread.bucket(101)).isEqualTo(1);
    assertThat(Spread.bucket(Long.MAX_VALUE)).isEqualTo(Spread.BUCKETS - 1);
    assertThatThrownBy(() -> new Spread(List.of(1L))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sharesAreOfWhatTheySay() {
    QualitySums sums =
        new QualitySums(
                Map.of(
                    QualityCount.STARTS, 8L,
                    QualityCount.FAILED_STARTS, 2L,
                    QualityCount.STALLED_PLAYS, 2L,
                    QualityCount.STALLED_MS, 1_000L),
                Spread.NONE,
                Spread.NONE)
            .plus(
                new QualitySums(
                    Map.of(
                        QualityCount.WATCHED_MS, 99_000L,
                        QualityCount.RATED_MS, 2_000L,
                        QualityCount.RATED_BITS, 6_000_000L,
                        QualityCount.MEDIA_FAILURES, 3L),
                    Spread.NONE,
                    Spread.NONE));
    assertThat(sums.stallRatio()).isCloseTo(0.01, within(1e-9));
    assertThat(sums.smooth()).isCloseTo(0.75, within(1e-9));
    assertThat(sums.failedStarts()).isCloseTo(0.2, within(1e-9));
    assertThat(sums.plays()).isEqualTo(10);
    assertThat(sums.bitsPerSecond()).isEqualTo(3_000_000);
    assertThat(sums.failures()).isEqualTo(3);
    assertThat(QualitySums.NONE.stallRatio()).isZero();
    assertThat(QualitySums.NONE.bitsPerSecond()).isZero();
  }
}
