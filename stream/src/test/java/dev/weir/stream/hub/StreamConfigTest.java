package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.config.ConfigException;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every key of {@code stream.*}, and what it does when it is absent or wrong. */
class StreamConfigTest {

  private static ConfigSource flags(Map<String, String> flags) {
    return ConfigSource.load(Optional.empty(), Map.of(), flags);
  }

  @Test
  void hasDefaults() {
    ConfigSource source = ConfigSource.defaults();

    assertThat(StreamConfig.read(source.reader())).isEqualTo(StreamConfig.defaults());
    source.verify();
  }

  @Test
  void readsEveryKey() {
    ConfigSource source =
        flags(
            Map.of(
                "stream.gop.bytes", "1MiB",
                "stream.gop.frames", "100",
                "stream.gop.duration", "5s",
                "stream.viewer.queue", "3MiB",
                "stream.viewer.queue-max", "4MiB",
                "stream.viewer.stall", "20s",
                "stream.flush.window", "350ms",
                "stream.flush.merge-load", "50",
                "stream.flush.merge-window", "200ms"));

    assertThat(StreamConfig.read(source.reader()))
        .isEqualTo(
            new StreamConfig(
                new GopLimits(1 << 20, 100, Duration.ofSeconds(5)),
                new ViewerBounds(3 << 20, 4 << 20, Duration.ofSeconds(20)),
                new FlushRule(false, Duration.ofMillis(350), 50, Duration.ofMillis(200))));
    source.verify();
  }

  @Test
  void aWindowThatIsSetStaysAsItIs() {
    ConfigSource source = flags(Map.of("stream.flush.window", "0ms"));

    assertThat(StreamConfig.read(source.reader()).flush())
        .isEqualTo(FlushRule.every(Duration.ZERO));
    assertThat(FlushRule.every(Duration.ZERO).mergeWindow()).isZero();
    source.verify();
  }

  @Test
  void theWindowMayBeTheVideoFrame() {
    ConfigSource source = flags(Map.of("stream.flush.window", "video"));

    assertThat(StreamConfig.read(source.reader()).flush()).isEqualTo(FlushRule.onEachVideoFrame());
    source.verify();
  }

  @Test
  void boundsThatContradictEachOtherAreAProblem() {
    ConfigSource source =
        flags(Map.of("stream.viewer.queue", "9MiB", "stream.flush.window", "often"));
    StreamConfig.read(source.reader());

    assertThatThrownBy(source::verify)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stream.viewer")
        .hasMessageContaining("stream.flush.window");
  }
}
