package dev.weir.runtime.node;

import dev.weir.contract.live.NodeReport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how this process is, every {@link #PERIOD}, and takes leave at its end. On one event loop;
 * what is told is gathered on a worker thread, one report at a time.
 */
public final class NodeVerticle extends VerticleBase {

  /** From one report to the next. */
  public static final Duration PERIOD = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(NodeVerticle.class);

  private final RedisNodes nodes;
  private final Supplier<NodeReport> gather;

  private @Nullable NodeReport last;
  private boolean told = true;

  /** Tells {@code nodes} what {@code gather} gives. */
  public NodeVerticle(RedisNodes nodes, Supplier<NodeReport> gather) {
    this.nodes = nodes;
    this.gather = gather;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(0, PERIOD.toMillis(), timer -> tell());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    NodeReport said = last;
    return said == null ? Future.succeededFuture() : nodes.end(said).otherwiseEmpty();
  }

  /** Logs when telling begins to fail and when it works again, not each time. */
  private void tell() {
    vertx
        .executeBlocking(gather::get)
        .compose(report -> {
          last = report;
          return nodes.report(report);
        })
        .onComplete(done -> {
          if (told && done.failed()) {
            LOG.warn("event=node.not-reported cause=\"{}\"", done.cause().getMessage());
          } else if (!told && done.succeeded()) {
            LOG.info("event=node.reported-again");
          }
          told = done.succeeded();
        });
  }
}
