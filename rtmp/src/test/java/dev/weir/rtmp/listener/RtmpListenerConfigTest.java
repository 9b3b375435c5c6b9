package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.config.ConfigSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is configured reaches the sockets. */
class RtmpListenerConfigTest {

  @Test
  void letsGoOfAVanishedPeerAfterHalfAMinuteOrAsConfigured() {
    assertThat(userTimeoutMs(Map.of())).isEqualTo(30_000);
    assertThat(userTimeoutMs(Map.of("ingest.rtmp.vanished", "7s"))).isEqualTo(7_000);
  }

  private static int userTimeoutMs(Map<String, String> flags) {
    ConfigSource source = ConfigSource.load(Optional.empty(), Map.of(), flags);
    RtmpListenerConfig config = RtmpListenerConfig.read(source.reader());
    source.verify();
    return RtmpListenerVerticle.options(config).getTcpUserTimeout();
  }
}
