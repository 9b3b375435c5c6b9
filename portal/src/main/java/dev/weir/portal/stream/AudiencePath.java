package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.domain.TenantDomains;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Where the portal tells of a stream's audience. Pure. */
final class AudiencePath {

  /** Shorter spans are told with the minutes around them. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  /** Days are kept for so long. */
  private static final Duration MOST = Duration.ofDays(700);

  private AudiencePath() {}

  /** The last day; empty for a stream that nobody can play. */
  static String of(TenantDomains own, StreamAddress address) {
    return own.playFor(address.pushDomain())
        .map(play ->
            "/analytics?domain="
                + URLEncoder.encode(play.domain().value(), StandardCharsets.UTF_8)
                + "&app="
                + address.app()
                + "&stream="
                + address.stream())
        .orElse("");
  }

  /** The same over the span of a publish; empty for one that is too long ago or too long. */
  static String of(
      TenantDomains own, StreamAddress address, Instant from, Instant to, Instant now) {
    String path = of(own, address);
    if (path.isEmpty() || Duration.between(from, now).compareTo(MOST) > 0) {
      return "";
    }
    Instant end = from.plus(LEAST).isAfter(to) ? from.plus(LEAST) : to;
    return path + "&from=" + whole(from) + "&to=" + whole(end);
  }

  private static Instant whole(Instant moment) {
    return Instant.ofEpochSecond(moment.getEpochSecond());
  }
}
