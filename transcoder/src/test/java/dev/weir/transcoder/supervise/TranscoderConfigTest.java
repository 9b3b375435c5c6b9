package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.config.ConfigSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every key of {@code transcoder.*}. */
class TranscoderConfigTest {

  @Test
  void hasDefaults() {
    ConfigSource source = ConfigSource.defaults();

    assertThat(TranscoderConfig.read(source.reader())).isEqualTo(TranscoderConfig.defaults());
    source.verify();
  }

  @Test
  void readsEveryKey() {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of(
                "transcoder.encodings", "7",
                "transcoder.threads", "3",
                "transcoder.memory", "1GiB"));

    assertThat(TranscoderConfig.read(source.reader()))
        .isEqualTo(new TranscoderConfig(7, 3, 1L << 30));
    source.verify();
  }
}
