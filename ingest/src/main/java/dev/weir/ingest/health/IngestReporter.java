package dev.weir.ingest.health;

import dev.weir.contract.identity.NodeId;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import dev.weir.stream.hub.StreamRegistry;
import io.vertx.core.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the control plane about this node's streams: every two seconds, and at once when one
 * begins, is interrupted, comes back or ends. Reports are made on one context, one at a time; a
 * change while one is under way leads to another one right behind it.
 */
public final class IngestReporter implements StreamObserver {

  /** Between two reports when nothing happens. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(IngestReporter.class);

  private final NodeId node;
  private final HealthWatch health;
  private final LiveReporter reporter;

  private volatile @Nullable Round round;

  /** A reporter that is silent until it is started. */
  public IngestReporter(NodeId node, HealthWatch health, LiveReporter reporter) {
    this.node = node;
    this.health = health;
    this.reporter = reporter;
  }

  /** Starts to report about {@code streams}, on {@code context}. Any thread. */
  public void start(StreamRegistry streams, Context context) {
    Round started = new Round(streams, context);
    round = started;
    started.begin();
  }

  /** Stops reporting. Any thread. */
  public void stop() {
    Round stopped = round;
    round = null;
    if (stopped != null) {
      stopped.end();
    }
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    news();
    return new Changes();
  }

  private void news() {
    Round current = round;
    if (current != null) {
      current.context.runOnContext(_ -> current.report());
    }
  }

  /** From one start to the next stop; everything in it happens on its context. */
  private final class Round {

    private final StreamRegistry streams;
    private final Context context;
    private long timer;
    private boolean ended;
    private boolean underWay;
    private boolean again;

    Round(StreamRegistry streams, Context context) {
      this.streams = streams;
      this.context = context;
    }

    void begin() {
      context.runOnContext(_ -> {
        timer = context.owner().setPeriodic(PERIOD.toMillis(), _ -> report());
        report();
      });
    }

    void end() {
      context.runOnContext(_ -> {
        ended = true;
        context.owner().cancelTimer(timer);
      });
    }

    void report() {
      if (ended) {
        return;
      }
      if (underWay) {
        again = true;
        return;
      }
      underWay = true;
      reporter
          .reportHealth(health.reports())
          .compose(told -> reporter.reportStreams(StreamReports.of(streams.live(), node)))
          .onFailure(failure -> LOG.debug("event=ingest.report.failed", failure))
          .onComplete(_ -> context.runOnContext(_ -> done()));
    }

    private void done() {
      underWay = false;
      if (again) {
        again = false;
        report();
      }
    }
  }

  /** Turns what happens to a stream into reports. */
  private final class Changes implements StreamListener {

    @Override
    public void onTag(FlvTag tag) {}

    @Override
    public void onInterrupted() {
      news();
    }

    @Override
    public void onResumed() {
      news();
    }

    @Override
    public void onEnded() {
      news();
    }
  }
}
