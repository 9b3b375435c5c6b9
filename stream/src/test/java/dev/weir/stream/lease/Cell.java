package dev.weir.stream.lease;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Nodes around one Redis that can reach each other, as long as they are up. */
final class Cell implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  final RedisUnderTest redis = new RedisUnderTest();
  final Vertx vertx = Vertx.vertx();
  final RedisBus bus = bus();

  private final Map<String, OwnerProbe> reachable = new ConcurrentHashMap<>();

  RedisBus bus() {
    return bus(Duration.ofSeconds(2));
  }

  RedisBus bus(Duration commandTimeout) {
    return RedisBus.open(vertx, new RedisUrl(redis.url()), commandTimeout);
  }

  Node node(String id) {
    return node(id, bus());
  }

  Node node(String id, RedisBus bus) {
    Node node = new Node(this, id, bus);
    answers(id, lease -> Future.succeededFuture(node.owner.state(lease.stream())));
    return node;
  }

  /** From now on whoever asks that node gets this answer. */
  void answers(String id, OwnerProbe answer) {
    reachable.put(id, answer);
  }

  Future<OwnerState> ask(StreamLease lease) {
    return reachable.getOrDefault(lease.node().value(), gone -> dead()).ask(lease);
  }

  static Future<OwnerState> dead() {
    return Future.succeededFuture(OwnerState.DEAD);
  }

  /** The lease runs out, as it would after ten seconds. */
  void expire(StreamAddress stream) {
    get(bus.delete(LeaseKeys.stream(stream)));
  }

  /** Redis takes commands and carries none out for a while. */
  void pauseRedis(Duration pause) {
    get(bus.send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(pause.toMillis())));
  }

  Optional<StreamLease> lease(StreamAddress stream) {
    return get(bus.send(LeaseScripts.look(stream)).map(f -> LeaseScripts.lease(stream, f)));
  }

  boolean holds(Node node, StreamAddress stream) {
    return lease(stream).filter(lease -> lease.boot().equals(node.self.boot())).isPresent();
  }

  static StreamAddress address(String stream) {
    return new StreamAddress(
        new TenantId(new UUID(0, 1)),
        new DomainName("push.example.com"),
        new AppName("live"),
        new StreamName(stream));
  }

  static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("not within " + DEADLINE, late);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public void close() {
    get(vertx.close());
    redis.close();
  }
}
