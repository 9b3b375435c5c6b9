package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Touched;
import dev.weir.runtime.live.LiveBoard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live streams that a change would touch, for whoever decides it. */
public final class LiveTouched {

  /** Most streams that are listed. */
  private static final int MAX_LISTED = 200;

  private static final Logger LOG = LoggerFactory.getLogger(LiveTouched.class);

  private final LiveBoard board;

  /** Reads this board. */
  public LiveTouched(LiveBoard board) {
    this.board = board;
  }

  /** What a change of a domain touches: what is live there, or on the domain that it plays. */
  public Touched by(TenantId tenant, Domain domain) {
    DomainName played = domain.use().playsOf().orElse(domain.name());
    return on(tenant, domain.use().push() ? domain.name() : played);
  }

  /** Streams that are live on a push domain, as pages show them. */
  public Touched on(TenantId tenant, DomainName pushDomain) {
    return where(tenant, address -> address.pushDomain().equals(pushDomain));
  }

  /** Streams that are live and of which this is so, as pages show them. */
  public Touched where(TenantId tenant, Predicate<StreamAddress> touched) {
    return find(tenant, touched)
        .map(streams ->
            new Touched(
                true,
                streams.stream()
                    .map(address -> new Choice(page(address), address.path()))
                    .toList()))
        .orElseGet(() -> new Touched(false, List.of()));
  }

  /** Streams that are live on a push domain; empty when nobody can say. */
  public Optional<List<StreamAddress>> find(TenantId tenant, DomainName pushDomain) {
    return find(tenant, address -> address.pushDomain().equals(pushDomain));
  }

  private Optional<List<StreamAddress>> find(TenantId tenant, Predicate<StreamAddress> touched) {
    try {
      return Optional.of(
          board.streams(tenant).await().stream()
              .map(entry -> entry.stream().address())
              .filter(touched)
              .limit(MAX_LISTED)
              .toList());
    } catch (Exception unanswered) {
      LOG.warn("event=portal.live.unknown tenant={} cause={}", tenant, String.valueOf(unanswered));
      return Optional.empty();
    }
  }

  private static String page(StreamAddress address) {
    String domain = URLEncoder.encode(address.pushDomain().value(), StandardCharsets.UTF_8);
    return "/streams/" + domain + "/" + address.path();
  }
}
