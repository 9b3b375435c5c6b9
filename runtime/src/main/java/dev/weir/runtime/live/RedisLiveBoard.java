package dev.weir.runtime.live;

import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisAwayException;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.HealthJson;
import dev.weir.runtime.wire.LadderReportJson;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.ReportJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The board of a portal: hears of each report, fetches it once and keeps it, so that a page costs
 * Redis nothing. A node that is silent for six seconds is wiped off. Questions may come from any
 * thread; everything else runs on one event loop.
 */
public final class RedisLiveBoard implements LiveBoard {

  private static final int SWEEP_MS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(RedisLiveBoard.class);

  private final LivePicture picture = new LivePicture();
  private final LiveListeners listeners = new LiveListeners();
  private final Map<NodeId, Long> heardNanos = new HashMap<>();
  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisBus bus;
  private final TimeSource time;
  private final Promise<Void> loaded = Promise.promise();

  private RedisLiveBoard(Vertx vertx, RedisBus bus, TimeSource time) {
    this.vertx = vertx;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.bus = bus;
    this.time = time;
  }

  /** Opens the board; succeeds at once, whether Redis is there or not. */
  public static RedisLiveBoard open(Vertx vertx, RedisBus bus, TimeSource time) {
    RedisLiveBoard board = new RedisLiveBoard(vertx, bus, time);
    board.start();
    return board;
  }

  /** Fails with {@link RedisAwayException} when Redis is away: then nobody knows what is live. */
  @Override
  public Future<List<LiveEntry>> streams(TenantId tenant) {
    if (!bus.available()) {
      return Future.failedFuture(new RedisAwayException("what is live is not known"));
    }
    return loaded.future().map(done -> picture.of(tenant));
  }

  /** Fails with {@link RedisAwayException} when Redis is away. */
  @Override
  public Future<List<LiveHealth>> health() {
    if (!bus.available()) {
      return Future.failedFuture(new RedisAwayException("what is live is not known"));
    }
    return loaded.future().map(done -> picture.health());
  }

  @Override
  public Subscription subscribe(TenantId tenant, Runnable listener) {
    return listeners.add(tenant, listener);
  }

  private void start() {
    home.runOnContext(begin -> {
      vertx.setPeriodic(SWEEP_MS, tick -> sweep());
      bus.subscribe(LiveKeys.CHANNEL, node -> home.runOnContext(now -> fetch(node)));
      bus.onSubscribed(() -> home.runOnContext(now -> load()));
    });
  }

  /** All nodes, after a time in which reports may have been missed. */
  private void load() {
    bus.send(Request.cmd(Command.SMEMBERS).arg(LiveKeys.NODES))
        .compose(nodes -> Future.join(nodes.stream().map(node -> fetch(node.toString())).toList()))
        .onSuccess(done -> loaded.tryComplete())
        .onFailure(away -> LOG.debug("live reports could not be loaded", away));
  }

  private Future<Void> fetch(String name) {
    if (!NameRule.accepts(name)) {
      return Future.succeededFuture();
    }
    NodeId node = new NodeId(name);
    return bus.send(
            Request.cmd(Command.MGET)
                .arg(LiveKeys.streams(node))
                .arg(LiveKeys.viewers(node))
                .arg(LiveKeys.ladders(node))
                .arg(LiveKeys.health(node)))
        .onSuccess(reply -> apply(node, reply))
        .onFailure(away -> LOG.debug("live reports of node={} could not be read", node, away))
        .mapEmpty();
  }

  private void apply(NodeId node, Response reply) {
    @Nullable Response streams = reply.get(0);
    @Nullable Response viewers = reply.get(1);
    if (streams == null && viewers == null) {
      wipe(node);
      return;
    }
    try {
      Set<TenantId> changed = new HashSet<>();
      changed.addAll(picture.streams(node, read(streams, ReportJson::readStreams)));
      changed.addAll(picture.viewers(node, read(viewers, ReportJson::readViewers)));
      changed.addAll(picture.ladders(node, read(reply.get(2), LadderReportJson::read)));
      changed.addAll(picture.health(node, read(reply.get(3), HealthJson::read)));
      heardNanos.put(node, time.nanos());
      changed.forEach(listeners::tell);
    } catch (MalformedWireException unreadable) {
      LOG.warn("event=live.report-unreadable node={} cause=\"{}\"", node, unreadable.getMessage());
    }
  }

  private static <T> List<T> read(@Nullable Response text, Function<String, List<T>> reader) {
    return text == null ? List.of() : reader.apply(text.toString());
  }

  private void sweep() {
    long now = time.nanos();
    for (Map.Entry<NodeId, Long> heard : Map.copyOf(heardNanos).entrySet()) {
      if (now - heard.getValue() > LiveKeys.EXPIRY.toNanos()) {
        wipe(heard.getKey());
      }
    }
  }

  private void wipe(NodeId node) {
    heardNanos.remove(node);
    Set<TenantId> changed = new HashSet<>(picture.streams(node, List.of()));
    changed.addAll(picture.viewers(node, List.of()));
    changed.addAll(picture.ladders(node, List.of()));
    changed.addAll(picture.health(node, List.of()));
    changed.forEach(listeners::tell);
    // Whoever reports again is entered again.
    Future<Response> _ = bus.send(Request.cmd(Command.SREM).arg(LiveKeys.NODES).arg(node.value()));
  }
}
