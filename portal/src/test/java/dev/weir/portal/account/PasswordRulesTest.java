package dev.weir.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.account.PasswordRules.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {

  private static final List<String> OWN = List.of("ada.byron@example.org", "Ada Byron", "Rivers");

  @ParameterizedTest
  @CsvSource({
    "four quiet rivers, GOOD",
    "ßßßß umlauts are fine, GOOD",
    "elevenchars, SHORT",
    "Password1234, COMMON",
    "QWERTYUIOP123, COMMON",
    "aaaaaaaaaaaaaaaa, COMMON",
    "abababababab, COMMON",
    "ByronExample1, OWN",
    "rivers-byron-1, OWN"
  })
  void longAndUncommonIsEnough(String password, Verdict verdict) {
    assertThat(PasswordRules.judge(password, OWN)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"256, GOOD", "257, LONG"})
  void lengthHasALimit(int length, Verdict verdict) {
    assertThat(PasswordRules.judge("abcdefgh ".repeat(40).substring(0, length), OWN))
        .isEqualTo(verdict);
  }
}
