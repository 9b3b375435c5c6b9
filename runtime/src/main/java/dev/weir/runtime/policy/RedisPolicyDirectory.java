package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.replica.Replica;
import dev.weir.runtime.replica.ReplicaEvents;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.PolicyJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** The directory of a node, a replica of what was published. Lookups are lock-free. */
public final class RedisPolicyDirectory implements PolicyDirectory {

  private static final ReplicaEvents EVENTS =
      new ReplicaEvents(
          PolicyEvent.LOADED,
          PolicyEvent.UNREADABLE,
          PolicyEvent.REDIS_WENT_BACK,
          PolicyEvent.SNAPSHOT_UNWRITTEN);

  private final Replica<DomainPolicy> replica;

  private RedisPolicyDirectory(Replica<DomainPolicy> replica) {
    this.replica = replica;
  }

  /**
   * Opens the directory: reads the snapshot, so it blocks on the disk, and goes on with Redis in
   * the background.
   *
   * @param snapshotFile where the last good state is kept, under {@code data.dir}
   */
  public static RedisPolicyDirectory open(
      Vertx vertx, RedisBus bus, SealedBox box, Path snapshotFile, TimeSource time) {
    return new RedisPolicyDirectory(
        Replica.open(
            new Replica.Seams(vertx, bus, box, snapshotFile, time),
            PolicyKeys.PLACE,
            new PolicyKeys.Form(new PolicyJson(box)),
            EVENTS));
  }

  /** Completes when policies are known, from Redis or from the snapshot. */
  public Future<Void> ready() {
    return replica.ready();
  }

  @Override
  public Optional<DomainPolicy> find(DomainName domain) {
    return replica.find(domain.value());
  }

  @Override
  public boolean loaded() {
    return replica.loaded();
  }

  @Override
  public Collection<DomainPolicy> all() {
    return replica.all();
  }

  @Override
  public void onChange(Consumer<DomainName> listener) {
    replica.onChange(name -> listener.accept(new DomainName(name)));
  }

  /** Stops listening and writes what is not on disk yet. */
  public Future<Void> close() {
    return replica.close();
  }
}
