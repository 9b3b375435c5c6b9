package dev.weir.runtime.redis;

import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Redis is and how long it may take.
 *
 * @param url where it is; empty means the embedded one
 * @param commandTimeout longest wait for the answer to a command
 */
public record RedisConfig(Optional<RedisUrl> url, Duration commandTimeout) {

  /** Wait for a command unless configured otherwise. */
  public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofMillis(250);

  /** Reads {@code redis.*}. */
  public static RedisConfig read(ConfigReader config) {
    return new RedisConfig(
        config.value(
            "redis.url",
            Optional.empty(),
            "redis://, rediss:// or unix:///",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(new RedisUrl(text))),
        config.duration("redis.command-timeout", DEFAULT_COMMAND_TIMEOUT));
  }
}
