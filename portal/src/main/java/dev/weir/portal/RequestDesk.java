package dev.weir.portal;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.FaultResponse;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * Takes requests on the event loop, reads a form whole if there is one, and gives each request a
 * virtual thread of its own, where it may wait for the database and take its time to render.
 */
final class RequestDesk implements Handler<HttpServerRequest> {

  /** Requests at the same time, pages that follow what is live among them. */
  static final int MAX_AT_ONCE = 2_000;

  /** Largest form, bytes. */
  static final int MAX_FORM_BYTES = 16 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";

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
    if (isForm(request)) {
      if (announcedBytes(request) > MAX_FORM_BYTES) {
        refuse(request, FaultCode.BODY_TOO_LARGE);
      } else {
        readForm(request);
      }
    } else {
      dispatch(request);
    }
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return HttpMethod.POST.equals(request.method())
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  /** The guard in front has seen that the field, where there is one, is a number. */
  private static long announcedBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void readForm(HttpServerRequest request) {
    int[] bytes = {0};
    request.setExpectMultipart(true);
    request.exceptionHandler(broken -> refuse(request, FaultCode.REQUEST_MALFORMED));
    request.handler(buffer -> {
      bytes[0] += buffer.length();
      if (bytes[0] > MAX_FORM_BYTES) {
        refuse(request, FaultCode.BODY_TOO_LARGE);
      }
    });
    request.endHandler(end -> {
      if (bytes[0] <= MAX_FORM_BYTES && !request.response().ended()) {
        dispatch(request);
      }
    });
  }

  private void dispatch(HttpServerRequest request) {
    if (!places.tryAcquire()) {
      refuse(request, FaultCode.CONNECTIONS_EXCEEDED);
      return;
    }
    threads
        .newThread(() -> {
          try {
            router.handle(request);
          } finally {
            places.release();
          }
        })
        .start();
  }

  private static void refuse(HttpServerRequest request, FaultCode code) {
    if (!request.response().ended()) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      FaultResponse.send(request, code);
    }
  }
}
