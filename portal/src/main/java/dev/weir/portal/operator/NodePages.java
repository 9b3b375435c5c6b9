package dev.weir.portal.operator;

import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.node.NodeBoard;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /operator/nodes}: the platform's processes and their load, which the page follows. */
public final class NodePages {

  /** From one look to the next, for a page that is open. */
  static final Duration LOOK = Duration.ofSeconds(2);

  private static final String PATH = "/operator/nodes";
  private static final String TEMPLATE = "operator/nodes";
  private static final Logger LOG = LoggerFactory.getLogger(NodePages.class);

  private final NodeBoard board;
  private final LiveEvents events;
  private final Vertx vertx;
  private final Pages pages;

  /** Shows the processes of this board. */
  public NodePages(NodeBoard board, LiveEvents events, Vertx vertx, Pages pages) {
    this.board = board;
    this.events = events;
    this.vertx = vertx;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::list),
        RouteEntry.operatorScript(PATH + "/events", this::follow));
  }

  private void list(RoutingContext ctx) {
    pages.send(ctx, Page.of(TEMPLATE, "operator").with("list", look()));
  }

  private void follow(RoutingContext ctx) {
    events.follow(
        ctx,
        this::regularly,
        () -> pages.fragments(TEMPLATE, Set.of("live"), Map.of("list", look())));
  }

  /** Reports come every few seconds and age in between: there is always something new. */
  private LiveBoard.Subscription regularly(Runnable look) {
    long timer = vertx.setPeriodic(LOOK.toMillis(), tick -> look.run());
    return () -> vertx.cancelTimer(timer);
  }

  private NodeList look() {
    try {
      return NodeList.of(board.nodes().await());
    } catch (Exception unanswered) {
      LOG.warn("event=portal.nodes.unknown cause={}", String.valueOf(unanswered));
      return NodeList.unknown();
    }
  }
}
