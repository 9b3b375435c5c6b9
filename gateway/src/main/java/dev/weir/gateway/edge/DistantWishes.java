package dev.weir.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.lease.StreamLease;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells whoever has the source: this process, or the node that ingests it, which is told about a
 * rendition at most once in a while however many viewers here ask for it. Nobody is asked about
 * what no rule makes on demand. Thread-safe.
 */
public final class DistantWishes implements Wishes {

  /** how long what was told and answered stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most renditions that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final Wishes here;
  private final PolicyDirectory policies;
  private final EdgeRooms rooms;
  private final Cache<StreamAddress, Future<Boolean>> told;

  /**
   * Has told nobody yet.
   *
   * @param here makes the renditions of this process's streams
   * @param policies what is made on demand
   */
  public DistantWishes(Wishes here, PolicyDirectory policies, EdgeRooms rooms) {
    this.here = here;
    this.policies = policies;
    this.rooms = rooms;
    this.told =
        Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS)
            .expireAfterWrite(MEMORY)
            .ticker(rooms.time()::nanos)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Future<Boolean> tell(StreamAddress stream) {
    Future<Boolean> own = here.tell(stream);
    boolean isRendition = stream.stream().value().indexOf(TemplateId.SEPARATOR) >= 0;
    return isRendition && own.succeeded() && !own.result() ? told.get(stream, this::ask) : own;
  }

  private Future<Boolean> ask(StreamAddress rendition) {
    return TemplateId.source(rendition.stream())
        .filter(source -> isMadeOnDemand(rendition, source))
        .map(source -> askOwner(rendition, rendition.named(source)))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  private boolean isMadeOnDemand(StreamAddress rendition, StreamName source) {
    Optional<LadderRule> rule =
        policies
            .find(rendition.pushDomain())
            .flatMap(DomainPolicy::push)
            .map(PushPolicy::ladders)
            .flatMap(ladders -> ladders.rule(rendition.app(), source))
            .filter(decides -> decides.start() == LadderRule.Start.AT_FIRST_VIEWER);
    return rule.isPresent()
        && TemplateId.named(rendition.stream())
            .filter(rule.get().templates()::contains)
            .isPresent();
  }

  private Future<Boolean> askOwner(StreamAddress rendition, StreamAddress source) {
    return rooms
        .owners()
        .owner(source)
        .compose(lease ->
            lease
                .filter(this::isElsewhere)
                .map(owner -> rooms.client().want(owner, rendition))
                .orElseGet(() -> Future.succeededFuture(false)))
        .otherwise(false);
  }

  private boolean isElsewhere(StreamLease lease) {
    return !lease.node().equals(rooms.self());
  }
}
