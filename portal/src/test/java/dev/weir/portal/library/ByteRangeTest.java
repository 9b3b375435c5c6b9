package dev.weir.portal.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({"0-, 0, 100", "10-19, 10, 10", "90-200, 90, 10", "-10, 90, 10", "-200, 0, 100"})
  void aRangeIsWhatTheFileHasOfIt(String asked, long offset, long length) {
    assertThat(ByteRange.of(Optional.of("bytes=" + asked), 100))
        .isEqualTo(new ByteRange(offset, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes=-", "bytes=5-4", "bytes=0-1,5-6", "lines=0-1", "bytes=a-"})
  void whatIsNoSingleRangeIsPassedOver(String asked) {
    assertThat(ByteRange.of(Optional.of(asked), 100)).isEqualTo(new ByteRange(0, 100));
  }

  @Test
  void whatBeginsBehindTheEndIsRefused() {
    assertThatThrownBy(() -> ByteRange.of(Optional.of("bytes=100-"), 100))
        .isInstanceOf(WeirFault.class);
    assertThatThrownBy(() -> ByteRange.of(Optional.of("bytes=-0"), 100))
        .isInstanceOf(WeirFault.class);
    assertThat(ByteRange.of(Optional.empty(), 0)).isEqualTo(new ByteRange(0, 0));
  }
}
