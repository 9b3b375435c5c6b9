package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.http.RequestId;
import dev.weir.runtime.metrics.FaultCounter;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of every route that failed: a page for people, JSON for the API, and one log
 * line for the operator under the same request id.
 */
public final class FaultPages implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(FaultPages.class);
  private static final int SERVER_ERROR = 500;

  private final Pages pages;
  private final FaultCounter faults;

  /** Counts every fault that it answers. */
  public FaultPages(Pages pages, FaultCounter faults) {
    this.pages = pages;
    this.faults = faults;
  }

  @Override
  public void handle(RoutingContext ctx) {
    FaultCode code = code(ctx);
    faults.count(code);
    log(ctx, code);
    if (ctx.response().headWritten() || ctx.response().closed()) {
      HardClose.cut(ctx.request().connection());
    } else if (Problem.isWantedBy(ctx.request())) {
      new Problem(code, subject(ctx), errors(ctx)).send(ctx.request());
    } else if (acceptsHtml(ctx)) {
      sendPage(ctx, code);
    } else {
      FaultResponse.send(ctx.request(), code);
    }
  }

  private static String subject(RoutingContext ctx) {
    return ctx.failure() instanceof WeirFault fault ? fault.subject() : "";
  }

  private static FaultCode code(RoutingContext ctx) {
    return switch (ctx.failure()) {
      case WeirFault fault -> fault.code();
      case InvalidRequest _ -> FaultCode.REQUEST_INVALID;
      case PgException database ->
          unavailable(database) ? FaultCode.DATABASE_UNAVAILABLE : FaultCode.INTERNAL;
      // A pooled connection that its server has left.
      case VertxException broken -> FaultCode.DATABASE_UNAVAILABLE;
      case HttpException http -> code(http.getStatusCode());
      case null -> code(ctx.statusCode());
      default -> FaultCode.INTERNAL;
    };
  }

  private static FaultCode code(int status) {
    return switch (status) {
      case 404 -> FaultCode.NOT_FOUND;
      case 405 -> FaultCode.METHOD_NOT_ALLOWED;
      case 413 -> FaultCode.BODY_TOO_LARGE;
      case 400, 406, 415 -> FaultCode.REQUEST_MALFORMED;
      default -> FaultCode.INTERNAL;
    };
  }

  /** Classes 08, 53 and 57 of SQLSTATE: the connection, resources, an operator's shutdown. */
  private static boolean unavailable(PgException fault) {
    String state = fault.getSqlState();
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
  }

  private static void log(RoutingContext ctx, FaultCode code) {
    String id = RequestId.of(ctx.request());
    if (code == FaultCode.INTERNAL) {
      LOG.error("event=portal.failed request={} path={}", id, ctx.request().path(), ctx.failure());
    } else if (code.httpStatus() >= SERVER_ERROR) {
      LOG.warn("event=portal.unavailable request={} fault={}", id, String.valueOf(ctx.failure()));
    } else {
      LOG.debug("event=portal.refused request={} fault={}", id, String.valueOf(ctx.failure()));
    }
  }

  private static boolean acceptsHtml(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.contains("text/html") || accept.contains("*/*");
  }

  private void sendPage(RoutingContext ctx, FaultCode code) {
    pages.send(
        ctx,
        Page.of("web/fault", "")
            .titled(Messages.text("web/fault", title(code)))
            .status(code.httpStatus())
            .with("code", code.name())
            .with("title", title(code))
            .with("sentence", code.sentence())
            .with("subject", subject(ctx))
            .with("role", code == FaultCode.FORBIDDEN ? role(ctx) : "")
            .with("retryable", code.retryable()));
  }

  /** What whoever was refused is here; empty for strangers. */
  private static String role(RoutingContext ctx) {
    return Visit.of(ctx).signedIn().map(person -> person.role().title()).orElse("");
  }

  private static List<FieldFault> errors(RoutingContext ctx) {
    return ctx.failure() instanceof InvalidRequest invalid ? invalid.faults() : List.of();
  }

  private static String title(FaultCode code) {
    return switch (code.httpStatus()) {
      case 404, 410 -> "fault.missing";
      case 401, 403 -> "fault.forbidden";
      case 429 -> "fault.slow";
      case 503 -> "fault.unavailable";
      case 500 -> "fault.broken";
      default -> "fault.refused";
    };
  }
}
