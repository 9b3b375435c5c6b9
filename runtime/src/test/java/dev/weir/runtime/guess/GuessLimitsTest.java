package dev.weir.runtime.guess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.DomainName;
import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who is wrong too often is known by his network; nobody else is taken for him. */
final class GuessLimitsTest {

  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final DomainName OTHER = new DomainName("other.example.com");

  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T10:00:00Z"));

  /** With a seed of which it is known that nobody here shares a place. */
  private final GuessLimits limits = new GuessLimits(time, 1);

  @Test
  void aNetworkIsWrongSoOftenAndNoMoreUntilTheNextWindow() {
    exhaust("192.0.2.7");

    assertThat(limits.exceeded(DOMAIN, "192.0.2.7")).isTrue();
    assertThat(limits.exceeded(OTHER, "192.0.2.7")).isFalse();
    assertThat(limits.exceeded(DOMAIN, "192.0.2.8")).isFalse();
    time.advance(GuessLimits.WINDOW);
    assertThat(limits.exceeded(DOMAIN, "192.0.2.7")).isFalse();
  }

  @Test
  void whoeverHasOneAddressOfANetworkHasThemAll() {
    exhaust("2001:db8::1");

    assertThat(limits.exceeded(DOMAIN, "2001:db8::ffff:1")).isTrue();
    assertThat(limits.exceeded(DOMAIN, "2001:db8:0:1::1")).isFalse();
  }

  @Test
  void manyNetworksTogetherReachTheLimitOfTheDomain() {
    int networks = GuessLimits.MAX_PER_DOMAIN / GuessLimits.MAX_PER_NETWORK;
    for (int network = 0; network < networks; network++) {
      for (int guess = 0; guess < GuessLimits.MAX_PER_NETWORK; guess++) {
        limits.exceeded(DOMAIN, "10.0." + network + ".1");
      }
    }

    assertThat(limits.exceeded(DOMAIN, "192.0.2.7")).isTrue();
    assertThat(limits.exceeded(OTHER, "192.0.2.7")).isFalse();
  }

  @Test
  void oneNetworkDoesNotReachTheLimitOfTheDomain() {
    for (int guess = 0; guess < 2 * GuessLimits.MAX_PER_DOMAIN; guess++) {
      limits.exceeded(DOMAIN, "192.0.2.7");
    }

    assertThat(limits.exceeded(DOMAIN, "192.0.2.8")).isFalse();
  }

  @Test
  void onlyWhatNobodyCanHaveGivenIsAGuess() {
    assertThat(GuessLimits.isGuess(FaultCode.SIGNATURE_WRONG)).isTrue();
    assertThat(GuessLimits.isGuess(FaultCode.SESSION_INVALID)).isTrue();
    assertThat(GuessLimits.isGuess(FaultCode.SIGNATURE_EXPIRED)).isFalse();
    assertThat(GuessLimits.isGuess(FaultCode.SIGNATURE_MISSING)).isFalse();
    assertThat(GuessLimits.isGuess(FaultCode.NETWORK_REFUSED)).isFalse();
  }

  private void exhaust(String address) {
    for (int guess = 0; guess < GuessLimits.MAX_PER_NETWORK; guess++) {
      assertThat(limits.exceeded(DOMAIN, address)).as("guess " + guess).isFalse();
    }
  }
}
