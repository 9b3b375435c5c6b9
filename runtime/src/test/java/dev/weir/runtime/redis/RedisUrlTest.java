package dev.weir.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.config.ConfigSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisUrlTest {

  @Test
  void neverShowsItsPassword() {
    assertThat(new RedisUrl("redis://weir:s3cret@db.example:6390/2"))
        .hasToString("redis://db.example:6390/2");
    assertThat(new RedisUrl("unix:///run/redis.sock")).hasToString("unix:///run/redis.sock");
  }

  @Test
  void refusesWhatIsNoRedisUrl() {
    assertThatThrownBy(() -> new RedisUrl("http://a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RedisUrl("redis")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isEmbeddedUnlessConfigured() {
    assertThat(RedisConfig.read(ConfigSource.defaults().reader()))
        .isEqualTo(new RedisConfig(Optional.empty(), RedisConfig.DEFAULT_COMMAND_TIMEOUT));
  }

  @Test
  void isReadFromTheConfiguration() {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of("redis.url", "redis://db", "redis.command-timeout", "50ms"));
    RedisConfig config = RedisConfig.read(source.reader());
    source.verify();
    assertThat(config.url()).contains(new RedisUrl("redis://db"));
    assertThat(config.commandTimeout()).hasMillis(50);
  }
}
