package dev.weir.portal.account;

import dev.weir.portal.web.TokenBuckets;
import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;

/**
 * How often a stranger may have a mail sent: to one address, from one network address and
 * altogether. It counts addresses that nobody has like all others. Kept in this process.
 * Thread-safe.
 */
public final class LinkThrottle {

  /** Mails in a row to one address. */
  public static final int PER_RECIPIENT = 3;

  /** Requests in a row from one network address. */
  public static final int PER_ADDRESS = 10;

  /** Requests in a row altogether. */
  public static final int ALTOGETHER = 50;

  static final Duration RECIPIENT_FORGETS = Duration.ofMinutes(10);
  static final Duration ADDRESS_FORGETS = Duration.ofMinutes(1);
  static final Duration ALTOGETHER_FORGETS = Duration.ofSeconds(1);

  private final TokenBuckets recipients;
  private final TokenBuckets addresses;
  private final TokenBuckets altogether;

  /** Starts with nothing held against anybody. */
  public LinkThrottle(TimeSource time) {
    this.recipients = new TokenBuckets(time, PER_RECIPIENT, RECIPIENT_FORGETS);
    this.addresses = new TokenBuckets(time, PER_ADDRESS, ADDRESS_FORGETS);
    this.altogether = new TokenBuckets(time, ALTOGETHER, ALTOGETHER_FORGETS);
  }

  /** Counts a request; zero when it may go on, otherwise how long to wait. */
  public Duration take(String recipient, String address) {
    Duration crowd = altogether.take("");
    if (!crowd.isZero()) {
      return crowd;
    }
    Duration fromHere = addresses.take(address);
    return fromHere.isZero() ? recipients.take(recipient) : fromHere;
  }
}
