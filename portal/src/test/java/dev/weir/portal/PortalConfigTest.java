package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.platform.PlatformConfig;
import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.config.ConfigSource;
import java.net.URI;
import java.util.List;
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
    assertThat(config.signUp()).isEqualTo(SignUpMode.OPEN);
    assertThat(config.smtp()).isEmpty();
  }

  @Test
  void whereOthersReachThePortalSignUpTakesAnInvitation() {
    assertThat(PortalConfig.read(source(Map.of()).reader(), "0.0.0.0").signUp())
        .isEqualTo(SignUpMode.INVITATION);
    ConfigSource behindProxy = source(Map.of("portal.url", "https://portal.example.org"));
    assertThat(PortalConfig.read(behindProxy.reader(), "127.0.0.1").signUp())
        .isEqualTo(SignUpMode.INVITATION);
  }

  @Test
  void aMailServerThatNobodyCouldSpeakToIsAProblem() {
    ConfigSource source = source(Map.of("mail.smtp.url", "https://mail.example.org"));
    PortalConfig.read(source.reader(), "127.0.0.1");
    assertThatThrownBy(source::verify)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("mail.smtp.url");
  }

  @Test
  void aMailServerThatCannotBeReadDoesNotTellItsPassword() {
    for (String url :
        List.of(
            "smtps://weir:hunter2 x@mail.example.org",
            "smtps:weir:hunter2@mail.example.org",
            "smtp://weir:hunter2",
            "http://weir:hunter2@mail.example.org",
            "weir:hunter2@mail.example.org")) {
      ConfigSource source = source(Map.of("mail.smtp.url", url));
      PortalConfig.read(source.reader(), "127.0.0.1");
      assertThatThrownBy(source::verify)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("mail.smtp.url")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void readsEveryKey() {
    ConfigSource source =
        source(
            Map.of(
                "portal.port", "80",
                "portal.url", "https://portal.example.org",
                "portal.signup", "closed",
                "mail.smtp.url", "smtps://weir:secret@mail.example.org",
                "mail.from", "live@example.org",
                "platform.name", "Harbour",
                "platform.support", "help@example.org",
                "listen.host", "0.0.0.0"));
    PortalConfig config = PortalConfig.read(source.reader(), "127.0.0.1");
    source.verify();
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.port()).isEqualTo(80);
    assertThat(config.origin().secure()).isTrue();
    assertThat(config.origin().authority()).isEqualTo("portal.example.org");
    assertThat(config.signUp()).isEqualTo(SignUpMode.CLOSED);
    assertThat(config.platform()).isEqualTo(new PlatformConfig("Harbour", "help@example.org"));
    assertThat(config.smtp().orElseThrow().from()).isEqualTo("live@example.org");
    assertThat(config.smtp().orElseThrow()).hasToString("smtps://mail.example.org");
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
