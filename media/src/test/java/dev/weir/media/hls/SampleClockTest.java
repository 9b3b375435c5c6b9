package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleClockTest {

  @Test
  void countsPicturesInTicksOfTheirTimestamps() {
    SampleClock clock = new SampleClock(SampleClock.VIDEO_TIMESCALE, 0);

    assertThat(clock.ticks(0)).isZero();
    assertThat(clock.ticks(33)).isEqualTo(2970);
    assertThat(clock.ticks(67)).isEqualTo(6030);
    assertThat(clock.span(-40)).isEqualTo(-3600);
    assertThat(clock.ms(3600)).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 1024, floor",
    "44100, 1024, round",
    "48000, 1024, round",
    "48000, 960, floor"
  })
  void followsSoundSampleBySample(int rate, int samplesPerFrame, String stamping) {
    SampleClock clock = new SampleClock(rate, samplesPerFrame);
    List<Long> ticks = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double exactMs = 1234.4 + i * 1000.0 * samplesPerFrame / rate;
      ticks.add(clock.ticks(stamping.equals("floor") ? (long) exactMs : Math.round(exactMs)));
    }

    // The phase of the publisher's stamps is unknown at first; it has settled long before the half.
    for (int i = 10_000; i < 20_000; i++) {
      assertThat(ticks.get(i) - ticks.get(i - 1))
          .isBetween(samplesPerFrame - 1L, samplesPerFrame + 1L);
    }
  }

  @Test
  void staysWithinAMillisecondOfAnyPublisher() {
    long seed = 7;
    Random random = new Random(seed);
    SampleClock clock = new SampleClock(44_100, 1024);
    double exactMs = 5000;
    double earliest = Double.MAX_VALUE;
    double latest = -Double.MAX_VALUE;
    for (int i = 0; i < 50_000; i++) {
      long dtsMs = Math.round(exactMs);
      double offMs = clock.ticks(dtsMs) / 44.1 - dtsMs;
      earliest = Math.min(earliest, offMs);
      latest = Math.max(latest, offMs);
      // One percent too fast, jittering, now and then with something left out.
      exactMs += 22.98 + random.nextInt(5) + (random.nextInt(1000) == 0 ? 700 : 0);
    }

    assertThat(latest - earliest).as("seed %d", seed).isLessThanOrEqualTo(1.0);
  }

  @Test
  void neverGoesBack() {
    SampleClock clock = new SampleClock(48_000, 0);

    assertThat(clock.ticks(100)).isEqualTo(4800);
    assertThat(clock.ticks(60)).isEqualTo(4800);
    assertThat(clock.ticks(101)).isEqualTo(4848);
  }
}
