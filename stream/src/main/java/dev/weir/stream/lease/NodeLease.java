package dev.weir.stream.lease;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process's hold on its node id. A node listens to a channel of its own name for as long as it
 * lives, so that Redis knows at once when it is gone: a restart need not wait until the old lease
 * has run out, and a twin is known for what it is.
 */
public final class NodeLease {

  /** Longest wait for Redis at the start, milliseconds; without it the node starts unheard. */
  static final int REDIS_MS = 2_000;

  /** Looks at a name that another boot has; it may be about to go. */
  static final int LOOKS = 3;

  /** Between two looks, milliseconds. */
  static final int LOOK_MS = 100;

  private final Vertx vertx;
  private final RedisBus bus;
  private final NodeId node;
  private final BootId boot;
  private long timer;

  private NodeLease(Vertx vertx, RedisBus bus, NodeId node, BootId boot) {
    this.vertx = vertx;
    this.bus = bus;
    this.node = node;
    this.boot = boot;
  }

  /**
   * Takes the id. Fails with a {@link NodeTwinException} when another process runs under it, and
   * succeeds when Redis does not answer.
   *
   * @param onTwin called when another process has the id later on, which can happen where Redis or
   *     this process was away for a while
   */
  public static Future<NodeLease> take(
      Vertx vertx, RedisBus bus, NodeId node, BootId boot, Consumer<NodeTwinException> onTwin) {
    NodeLease lease = new NodeLease(vertx, bus, node, boot);
    return lease
        .listen()
        .compose(listening -> lease.look(1))
        .recover(failed ->
            failed instanceof NodeTwinException
                ? Future.failedFuture(failed)
                : Future.succeededFuture())
        .map(taken -> lease.renew(onTwin));
  }

  private Future<Void> listen() {
    Promise<Void> listening = Promise.promise();
    bus.subscribe(LeaseKeys.node(node), nobodySpeaks -> {});
    bus.onSubscribed(listening::tryComplete);
    return listening.future().timeout(REDIS_MS, TimeUnit.MILLISECONDS);
  }

  private Future<Void> look(int count) {
    return take()
        .recover(failed ->
            failed instanceof NodeTwinException && count < LOOKS
                ? vertx.timer(LOOK_MS, TimeUnit.MILLISECONDS).compose(later -> look(count + 1))
                : Future.failedFuture(failed));
  }

  private Future<Void> take() {
    return bus.send(LeaseScripts.takeNode(node, boot))
        .compose(holder ->
            holder.toString().equals(boot.value())
                ? Future.succeededFuture()
                : Future.failedFuture(new NodeTwinException(node, holder.toString())));
  }

  private NodeLease renew(Consumer<NodeTwinException> onTwin) {
    timer = vertx.setPeriodic(LeaseKeys.RENEWAL.toMillis(), tick -> renewOnce(onTwin));
    // At once when Redis is there again, or only now.
    bus.onSubscribed(() -> renewOnce(onTwin));
    return this;
  }

  private void renewOnce(Consumer<NodeTwinException> onTwin) {
    take()
        .onFailure(failed -> {
          if (failed instanceof NodeTwinException twin) {
            onTwin.accept(twin);
          }
        });
  }

  /** Says no more that the node is there; Redis notices the end of the process by itself. */
  public void close() {
    vertx.cancelTimer(timer);
  }
}
