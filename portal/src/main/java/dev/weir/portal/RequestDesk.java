package dev.weir.portal;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.web.JsonBody;
import dev.weir.portal.web.Problem;
import dev.weir.runtime.http.FaultResponse;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * Takes requests on the event loop, reads a form or a JSON body whole if there is one, and gives
 * each request a virtual thread of its own, where it may wait for the database and take its time to
 * render.
 */
final class RequestDesk implements Handler<HttpServerRequest> {

  /** Requests at the same time, pages that follow what is live among them. */
  static final int MAX_AT_ONCE = 2_000;

  /** Largest form, bytes: one with a certificate, its chain and its key. */
  static final int MAX_FORM_BYTES = 64 * 1024;

  /** Largest JSON body, bytes. */
  static final int MAX_JSON_BYTES = 64 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private static final Set<HttpMethod> WITH_JSON =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private final Handler<HttpServerRequest> router;
  private final Semaphore places;
  private final ThreadFactory threads = Thread.ofVirtual().name("portal-", 0).factory();

  /**
   * Hands over to {@code router}.
   *
   * @param places shared by all desks of the process
   */
  RequestDesk(Handler<HttpServerRequest> router, Semaphore places) {
    this.router = router;
    this.places = places;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method()) && isOfType(request, FORM)) {
      request.setExpectMultipart(true);
      // The form's fields are the request's own; its bytes are only counted.
      read(request, MAX_FORM_BYTES, bytes -> {}, () -> router.handle(request));
    } else if (WITH_JSON.contains(request.method()) && isOfType(request, JSON)) {
      Buffer body = Buffer.buffer();
      read(
          request,
          MAX_JSON_BYTES,
          body::appendBuffer,
          () -> JsonBody.bind(body, () -> router.handle(request)));
    } else {
      dispatch(request, () -> router.handle(request));
    }
  }

  private static boolean isOfType(HttpServerRequest request, String wanted) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(wanted);
  }

  /** The guard in front has seen that the field, where there is one, is a number. */
  private static long announcedBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void read(HttpServerRequest request, int maxBytes, Handler<Buffer> body, Runnable whole) {
    if (announcedBytes(request) > maxBytes) {
      refuse(request, FaultCode.BODY_TOO_LARGE);
      return;
    }
    int[] bytes = {0};
    request.exceptionHandler(broken -> refuse(request, FaultCode.REQUEST_MALFORMED));
    request.handler(buffer -> {
      bytes[0] += buffer.length();
      if (bytes[0] > maxBytes) {
        refuse(request, FaultCode.BODY_TOO_LARGE);
      } else {
        body.handle(buffer);
      }
    });
    request.endHandler(end -> {
      if (bytes[0] <= maxBytes && !request.response().ended()) {
        dispatch(request, whole);
      }
    });
  }

  private void dispatch(HttpServerRequest request, Runnable work) {
    if (!places.tryAcquire()) {
      refuse(request, FaultCode.CONNECTIONS_EXCEEDED);
      return;
    }
    threads
        .newThread(() -> {
          try {
            work.run();
          } finally {
            places.release();
          }
        })
        .start();
  }

  private static void refuse(HttpServerRequest request, FaultCode code) {
    if (!request.response().ended()) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      if (Problem.isWantedBy(request)) {
        Problem.of(code).send(request);
      } else {
        FaultResponse.send(request, code);
      }
    }
  }
}
