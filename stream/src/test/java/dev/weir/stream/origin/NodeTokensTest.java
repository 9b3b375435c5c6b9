package dev.weir.stream.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whose requests the node port takes. */
final class NodeTokensTest {

  private static final String TARGET = "/node/v1/tags/t/d/a/s?x=1";

  private final ManualTimeSource time = ManualTimeSource.at(Instant.ofEpochSecond(1_800_000_000));
  private final NodeTokens tokens = new NodeTokens(new byte[32], time);

  @Test
  void aTokenIsGoodForItsTargetAndAMinute() {
    String token = tokens.issue(TARGET);
    assertThat(tokens.accepts(token, TARGET)).isTrue();
    assertThat(tokens.accepts(token, TARGET + "2")).isFalse();
    time.advance(Duration.ofSeconds(59));
    assertThat(tokens.accepts(token, TARGET)).isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(tokens.accepts(token, TARGET)).isFalse();
  }

  @Test
  void aTokenOfAnotherInstallationIsNoToken() {
    byte[] key = new byte[32];
    key[0] = 1;
    String token = new NodeTokens(key, time).issue(TARGET);
    assertThat(tokens.accepts(token, TARGET)).isFalse();
  }

  @Test
  void aTokenThatLastsTooLongIsNoToken() {
    ManualTimeSource ahead = ManualTimeSource.at(time.now().plusSeconds(61));
    assertThat(tokens.accepts(new NodeTokens(new byte[32], ahead).issue(TARGET), TARGET)).isFalse();
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String[] parts = tokens.issue(TARGET).split("\\.", -1);
    assertThat(tokens.accepts("", TARGET)).isFalse();
    assertThat(tokens.accepts("w1." + parts[1], TARGET)).isFalse();
    assertThat(tokens.accepts("w1.soon." + parts[2], TARGET)).isFalse();
    assertThat(tokens.accepts("w2." + parts[1] + "." + parts[2], TARGET)).isFalse();
    assertThat(tokens.accepts("w1." + parts[1] + ".ä", TARGET)).isFalse();
    assertThat(tokens.accepts("w1.1." + "x".repeat(500), TARGET)).isFalse();
  }
}
