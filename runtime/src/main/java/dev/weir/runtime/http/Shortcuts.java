package dev.weir.runtime.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a {@link Shortcut} is offered. A player asks for the same things over one connection for
 * hours; what a library must do to read and answer any request costs more than the answer.
 */
public final class Shortcuts {

  private static final Set<String> MATTERS =
      Set.of("range", "expect", "upgrade", "content-length", "transfer-encoding");

  private Shortcuts() {}

  /**
   * From now on the connection of {@code request} asks a shortcut first. Makes none for a request
   * with conditions, a range, a body or a wish about the connection, and for anything but GET over
   * HTTP/1.1. To be called while the request is being handled, on its event loop.
   */
  public static void offer(HttpServerRequest request, Supplier<Shortcut> shortcut) {
    Http1Watch watch = Http1Watch.of(request.connection());
    if (watch != null
        && request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && isPlain(request)) {
      watch.offered(shortcut.get());
    }
  }

  /** Whether nothing in the header changes what GET means, so that only the target counts. */
  private static boolean isPlain(HttpServerRequest request) {
    for (Map.Entry<String, String> field : request.headers()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      boolean keepAlive = field.getValue().equalsIgnoreCase("keep-alive");
      if (name.startsWith("if-")
          || MATTERS.contains(name)
          || name.equals("connection") && !keepAlive) {
        return false;
      }
    }
    return true;
  }
}
