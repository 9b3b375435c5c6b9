package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.config.ConfigSource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortalConfigTest {

  @Test
  void hasDefaultsForAFirstStart() {
    ConfigSource source = ConfigSource.defaults();
    PortalConfig config = PortalConfig.read(source.reader(), "127.0.0.1");
    source.verify();
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.origin().url()).isEqualTo(URI.create("http://localhost:8080"));
  }

  @Test
  void readsEveryKey() {
    ConfigSource source =
        source(
            Map.of(
                "portal.port", "80",
                "portal.url", "https://portal.example.org",
                "listen.host", "0.0.0.0"));
    PortalConfig config = PortalConfig.read(source.reader(), "127.0.0.1");
    source.verify();
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.port()).isEqualTo(80);
    assertThat(config.origin().secure()).isTrue();
    assertThat(config.origin().authority()).isEqualTo("portal.example.org");
  }

  @Test
  void theUrlFollowsThePortUnlessItIsSaid() {
    PortalConfig config =
        PortalConfig.read(source(Map.of("portal.port", "9000")).reader(), "127.0.0.1");
    assertThat(config.origin().url()).isEqualTo(URI.create("http://localhost:9000"));
  }

  @Test
  void aUrlThatNoBrowserCouldOpenIsAProblem() {
    ConfigSource source = source(Map.of("portal.url", "ftp://portal.example.org"));
    PortalConfig.read(source.reader(), "127.0.0.1");
    assertThatThrownBy(source::verify)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("portal.url");
  }

  private static ConfigSource source(Map<String, String> flags) {
    return ConfigSource.load(Optional.empty(), Map.of(), flags);
  }
}
