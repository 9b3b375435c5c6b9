package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.web.QrCode;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordingTest {

  @Test
  void bitRatesHaveTheUnitThatSuitsThem() {
    assertThat(Wording.bitRate(4_820_000)).isEqualTo("4.82 Mbit/s");
    assertThat(Wording.bitRate(128_400)).isEqualTo("128 kbit/s");
    assertThat(Wording.bitRate(0)).isEqualTo("–");
  }

  @Test
  void frameRatesHaveNoMoreDigitsThanItTakes() {
    assertThat(Wording.frameRate(29.97)).isEqualTo("30");
    assertThat(Wording.frameRate(24.94)).isEqualTo("25");
    assertThat(Wording.frameRate(12.5)).isEqualTo("12.5");
    assertThat(Wording.frameRate(0)).isEqualTo("–");
  }

  @Test
  void durationsAreToldInTheirTwoLargestUnits() {
    assertThat(Wording.duration(Duration.ofSeconds(12))).isEqualTo("12 s");
    assertThat(Wording.duration(Duration.ofSeconds(-3))).isEqualTo("0 s");
    assertThat(Wording.duration(Duration.ofMinutes(4))).isEqualTo("4 min");
    assertThat(Wording.duration(Duration.ofMinutes(131))).isEqualTo("2 h 11 min");
    assertThat(Wording.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }

  @Test
  void theMachinesLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Wording.bitRate(4_820_000)).isEqualTo("4.82 Mbit/s");
      assertThat(Wording.count(1_204)).isEqualTo("1,204");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aCodeIsDrawnAsOnePath() {
    String svg = QrCode.svg("http://localhost:8081/live/demo01.html", "QR");
    assertThat(svg)
        .startsWith("<svg viewBox=\"0 0 ")
        .contains("aria-label=\"QR\"")
        .containsPattern("d=\"M2 2h7v1h-7z");
    assertThat(QrCode.svg("x".repeat(5_000), "QR")).isEmpty();
  }
}
