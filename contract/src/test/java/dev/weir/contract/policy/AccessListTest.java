package dev.weir.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.Wildcard;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that let in or keep out, and what stands on them. */
@Timeout(20)
final class AccessListTest {

  @Test
  void aListLetsInOrKeepsOutOrIsNotLookedAt() {
    List<Wildcard> entries = List.of(new Wildcard("*.example.com"), new Wildcard("a.test"));
    assertThat(admits(AccessList.Effect.ALLOW, entries, "www.example.com")).isTrue();
    assertThat(admits(AccessList.Effect.ALLOW, entries, "b.test")).isFalse();
    assertThat(admits(AccessList.Effect.DENY, entries, "a.test")).isFalse();
    assertThat(admits(AccessList.Effect.DENY, entries, "b.test")).isTrue();
    assertThat(admits(AccessList.Effect.OFF, entries, "b.test")).isTrue();
    assertThat(admits(AccessList.Effect.ALLOW, List.of(), "b.test")).isFalse();
    assertThat(admits(AccessList.Effect.DENY, List.of(), "b.test")).isTrue();
  }

  @Test
  void aListHasAnEnd() {
    List<Wildcard> many = Collections.nCopies(AccessList.MAX_ENTRIES + 1, new Wildcard("a"));
    assertThatThrownBy(() -> new AccessList<>(AccessList.Effect.DENY, many))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, anything, true",
    "*.example.com, a.b.example.com, true",
    "*.example.com, example.com, false",
    "camera-*, camera-, true",
    "camera-*, Camera-7, true",
    "camera-*, my-camera-7, false",
    "a*b*c, a--b--c, true",
    "a*b*c, a--c--b, false",
    "a**c, abc, true",
    "abc, ab, false",
    "ab, abc, false"
  })
  void anAsteriskStandsForAnyCharacters(String pattern, String text, boolean fits) {
    assertThat(new Wildcard(pattern).matches(text)).isEqualTo(fits);
  }

  @Test
  void aPatternMadeToBeSlowIsNot() {
    Wildcard pattern = new Wildcard("*a".repeat(127));
    String text = "a".repeat(126) + "b".repeat(8_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(pattern.matches(text)).isFalse());
  }

  @Test
  void oneNetworkHasOneForm() throws Exception {
    assertThat(Cidr.parse("10.1.2.3/8")).isEqualTo(Cidr.parse("10.0.0.0/8"));
    assertThat(Cidr.parse("10.1.2.3/8")).hasToString("10.0.0.0/8");
    assertThat(Cidr.parse("192.0.2.77/31").hashCode())
        .isEqualTo(Cidr.parse("192.0.2.76/31").hashCode());
    assertThat(Cidr.parse("2001:db8::1")).hasToString("2001:db8:0:0:0:0:0:1/128");
    assertThat(Cidr.parse(Cidr.parse("2001:db8:ffff::/33").toString()))
        .isEqualTo(Cidr.parse("2001:db8:8000::/33"))
        .isNotEqualTo(Cidr.parse("2001:db8:8000::/34"));
    assertThat(Cidr.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("203.0.113.9"))).isTrue();
  }

  private static boolean admits(AccessList.Effect effect, List<Wildcard> entries, String text) {
    return new AccessList<>(effect, entries).admits(entry -> entry.matches(text));
  }
}
