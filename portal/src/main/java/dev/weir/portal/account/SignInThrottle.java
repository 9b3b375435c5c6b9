package dev.weir.portal.account;

import dev.weir.portal.web.TokenBuckets;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;

/**
 * How often somebody may try to sign in: per account, per address and altogether. Attempts count
 * when they begin, so that many at once cannot slip through; those that succeed are given back.
 * Kept in this process. Thread-safe.
 */
public final class SignInThrottle {

  /** Failures in a row for one account, and how long one takes to be forgotten. */
  public static final int PER_ACCOUNT = 10;

  /** Failures in a row from one address. */
  public static final int PER_ADDRESS = 30;

  /** Attempts in a row altogether. */
  public static final int ALTOGETHER = 50;

  static final Duration ACCOUNT_FORGETS = Duration.ofSeconds(90);
  static final Duration ADDRESS_FORGETS = Duration.ofSeconds(30);
  static final Duration ALTOGETHER_FORGETS = Duration.ofMillis(100);

  private final TokenBuckets accounts;
  private final TokenBuckets addresses;
  private final TokenBuckets altogether;

  /** Starts with nothing held against anybody. */
  public SignInThrottle(TimeSource time) {
    this.accounts = new TokenBuckets(time, PER_ACCOUNT, ACCOUNT_FORGETS);
    this.addresses = new TokenBuckets(time, PER_ADDRESS, ADDRESS_FORGETS);
    this.altogether = new TokenBuckets(time, ALTOGETHER, ALTOGETHER_FORGETS);
  }

  /** Begins an attempt; zero when it may go on, otherwise how long to wait. */
  public Duration begin(String email, String address) {
    Duration crowd = altogether.take("");
    if (!crowd.isZero()) {
      return crowd;
    }
    Duration fromHere = addresses.take(address);
    return fromHere.isZero() ? accounts.take(email) : fromHere;
  }

  /** The attempt was the right person's. */
  public void succeeded(String email, String address) {
    addresses.giveBack(address);
    accounts.giveBack(email);
  }
}
