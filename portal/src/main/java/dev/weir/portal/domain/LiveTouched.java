package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.web.Choice;
import dev.weir.runtime.live.LiveBoard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live streams that a change would touch, for the page on which it is decided. */
public final class LiveTouched {

  /** Most streams that a page lists. */
  private static final int MAX_LISTED = 200;

  private static final Logger LOG = LoggerFactory.getLogger(LiveTouched.class);

  private final LiveBoard board;

  /** Reads this board. */
  public LiveTouched(LiveBoard board) {
    this.board = board;
  }

  /** Streams that are live on a push domain; none when nobody can say. */
  public List<Choice> on(TenantId tenant, DomainName pushDomain) {
    try {
      return board.streams(tenant).await().stream()
          .map(entry -> entry.stream().address())
          .filter(address -> address.pushDomain().equals(pushDomain))
          .limit(MAX_LISTED)
          .map(address -> new Choice(page(address), address.path()))
          .toList();
    } catch (RuntimeException unanswered) {
      LOG.warn("event=portal.live.unknown tenant={} cause={}", tenant, String.valueOf(unanswered));
      return List.of();
    }
  }

  private static String page(StreamAddress address) {
    String domain = URLEncoder.encode(address.pushDomain().value(), StandardCharsets.UTF_8);
    return "/streams/" + domain + "/" + address.path();
  }
}
