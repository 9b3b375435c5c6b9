package dev.weir.portal;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.web.FormFile;
import dev.weir.portal.web.JsonBody;
import dev.weir.portal.web.Problem;
import dev.weir.runtime.http.FaultResponse;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

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

  /** Largest body with a file in it, bytes: an image of 512 KiB, in the API's JSON as Base64. */
  static final int MAX_FILE_BODY_BYTES = 768 * 1024;

  /** Bodies of that size that one event loop takes in at the same time. */
  static final int MAX_FILES_AT_ONCE = 8;

  private static final List<String> WITH_FILES = List.of("/watermarks/", "/api/v1/watermarks");

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FORM_WITH_FILE = "multipart/form-data";
  private static final String JSON = "application/json";

  private static final Set<HttpMethod> WITH_JSON =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private final Handler<HttpServerRequest> router;
  private final Semaphore places;
  private final Semaphore files = new Semaphore(MAX_FILES_AT_ONCE);
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

  /** Whether a form or a document may come with a file there. */
  static boolean takesFile(String path) {
    return WITH_FILES.stream().anyMatch(path::startsWith);
  }

  @Override
  public void handle(HttpServerRequest request) {
    boolean post = HttpMethod.POST.equals(request.method());
    if (post && isOfType(request, FORM)) {
      request.setExpectMultipart(true);
      // The form's fields are the request's own; its bytes are only counted.
      read(request, MAX_FORM_BYTES, bytes -> {}, () -> router.handle(request));
    } else if (post && isOfType(request, FORM_WITH_FILE) && takesFile(request.path())) {
      handleFile(request);
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

  /** Of several files, none is taken. */
  private void handleFile(HttpServerRequest request) {
    List<FormFile> files = new ArrayList<>();
    request.setExpectMultipart(true);
    request.uploadHandler(upload -> {
      FormFile file = new FormFile(upload.name(), Buffer.buffer());
      files.add(file);
      upload.handler(file.bytes()::appendBuffer);
    });
    read(
        request,
        MAX_FORM_BYTES,
        bytes -> {},
        () -> {
          if (files.size() == 1) {
            FormFile.bind(files.getFirst(), () -> router.handle(request));
          } else {
            router.handle(request);
          }
        });
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

  /** Who announces a body with a file in it gets one of few places for it. */
  private void read(
      HttpServerRequest request, int usualBytes, Handler<Buffer> body, Runnable whole) {
    boolean large = announcedBytes(request) > usualBytes && takesFile(request.path());
    int maxBytes = large ? MAX_FILE_BODY_BYTES : usualBytes;
    if (announcedBytes(request) > maxBytes) {
      refuse(request, FaultCode.BODY_TOO_LARGE);
    } else if (!large) {
      read(request, maxBytes, body, whole, () -> {});
    } else if (files.tryAcquire()) {
      AtomicBoolean held = new AtomicBoolean(true);
      Runnable leave =
          () -> {
            if (held.getAndSet(false)) {
              files.release();
            }
          };
      read(request, maxBytes, body, whole, leave);
    } else {
      refuse(request, FaultCode.CONNECTIONS_EXCEEDED);
    }
  }

  /**
   * Reads a body.
   *
   * @param over called when its bytes are needed no more; more than once, maybe
   */
  private void read(
      HttpServerRequest request,
      int maxBytes,
      Handler<Buffer> body,
      Runnable whole,
      Runnable over) {
    int[] bytes = {0};
    request.exceptionHandler(broken -> {
      over.run();
      refuse(request, FaultCode.REQUEST_MALFORMED);
    });
    request.handler(buffer -> {
      bytes[0] += buffer.length();
      if (bytes[0] > maxBytes) {
        over.run();
        refuse(request, FaultCode.BODY_TOO_LARGE);
      } else {
        body.handle(buffer);
      }
    });
    request.endHandler(end -> {
      if (bytes[0] <= maxBytes && !request.response().ended()) {
        dispatch(request, whole, over);
      } else {
        over.run();
      }
    });
  }

  private void dispatch(HttpServerRequest request, Runnable work) {
    dispatch(request, work, () -> {});
  }

  private void dispatch(HttpServerRequest request, Runnable work, Runnable over) {
    if (!places.tryAcquire()) {
      over.run();
      refuse(request, FaultCode.CONNECTIONS_EXCEEDED);
      return;
    }
    threads
        .newThread(() -> {
          try {
            work.run();
          } finally {
            places.release();
            over.run();
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
