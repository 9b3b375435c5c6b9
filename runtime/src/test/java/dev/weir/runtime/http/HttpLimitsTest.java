package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

  @Test
  void areThoseOfTheChecklistUnlessConfigured() {
    ConfigSource source = ConfigSource.defaults();
    assertThat(HttpLimits.read(source.reader()))
        .isEqualTo(HttpLimits.DEFAULTS)
        .isEqualTo(
            new HttpLimits(
                4096,
                8192,
                100,
                1 << 20,
                256,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
    source.verify();
  }

  @Test
  void areReadFromTheConfiguration() {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "http.request-line", "8KiB",
                "http.header", "16KiB",
                "http.header-fields", "50",
                "http.body", "2MiB",
                "http.form-fields", "10",
                "http.header-deadline", "1s",
                "http.body-deadline", "2s",
                "http.idle-keep-alive", "3s",
                "http.handshake-deadline", "4s",
                "http.vanished", "5s"));
    assertThat(HttpLimits.read(source.reader()))
        .isEqualTo(
            new HttpLimits(
                8192,
                16_384,
                50,
                2 << 20,
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5)));
    source.verify();
  }
}
