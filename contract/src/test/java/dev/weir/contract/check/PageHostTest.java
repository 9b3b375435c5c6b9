package dev.weir.contract.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which host stands in a field that a stranger wrote. */
final class PageHostTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.example.com/watch?v=1, www.example.com",
    "https://WWW.Example.com:8443, www.example.com",
    "http://localhost:3000/, localhost",
    "https://[2001:db8::1]:443/x, [2001:db8::1]",
    "https://good.example@evil.test/, evil.test",
    "https://evil.test/?https://good.example/, evil.test",
    "https://evil.test#@good.example, evil.test",
    "'https://evil.test\\@good.example', evil.test",
    "https:///path, https:///path",
    "null, null",
    "good.example, good.example",
    "'', ''"
  })
  void theHostAndNothingThatLooksLikeOne(String field, String host) {
    assertThat(PageHost.of(field)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({"300, 255", "255, 255"})
  void whatIsTooLongIsCut(int length, int kept) {
    assertThat(PageHost.of("a".repeat(length))).hasSize(kept);
  }
}
