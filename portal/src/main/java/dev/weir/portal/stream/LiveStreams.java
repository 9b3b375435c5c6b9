package dev.weir.portal.stream;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.label.Labels;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.LiveEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is live, as pages and the API ask for it. For virtual threads. */
public final class LiveStreams {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  private final LiveBoard board;
  private final TimeSource time;

  /** Reads this board. */
  public LiveStreams(LiveBoard board, TimeSource time) {
    this.board = board;
    this.time = time;
  }

  /** The tenant's live streams; empty when nobody can say, because the board does not answer. */
  public Optional<List<LiveEntry>> of(TenantId tenant) {
    try {
      return Optional.of(board.streams(tenant).await());
    } catch (Exception unanswered) {
      LOG.warn("event=portal.live.unknown tenant={} cause={}", tenant, String.valueOf(unanswered));
      return Optional.empty();
    }
  }

  /** One stream, if it is live. */
  public Optional<LiveEntry> find(TenantId tenant, DomainName domain, StreamPath stream) {
    return of(tenant).orElse(List.of()).stream()
        .filter(entry ->
            entry.stream().address().pushDomain().equals(domain)
                && entry.stream().address().app().equals(stream.app())
                && entry.stream().address().stream().equals(stream.stream()))
        .findFirst();
  }

  LiveList list(TenantId tenant, LiveFilter filter, Map<StreamAddress, Labels> labels) {
    return of(tenant)
        .map(entries -> LiveList.of(entries, filter, labels, time.now()))
        .orElseGet(LiveList::unknown);
  }

  /** One stream as pages show it; empty when it is not live. */
  public List<LiveRow> row(TenantId tenant, DomainName domain, StreamPath stream) {
    return find(tenant, domain, stream)
        .map(entry -> LiveRow.of(entry, Labels.none(), time.now()))
        .stream()
        .toList();
  }

  /** How its ladder is made; empty when it is not live, or has none that is encoded. */
  List<LadderView> ladder(TenantId tenant, DomainName domain, StreamPath stream) {
    return find(tenant, domain, stream).flatMap(LiveEntry::ladder).map(LadderView::of).stream()
        .toList();
  }

  /** How it arrives; empty when it is not live, or nobody has told. */
  List<HealthView> health(TenantId tenant, DomainName domain, StreamPath stream) {
    return find(tenant, domain, stream).flatMap(LiveEntry::health).map(HealthView::of).stream()
        .toList();
  }

  LiveBoard.Subscription subscribe(TenantId tenant, Runnable listener) {
    return board.subscribe(tenant, listener);
  }
}
