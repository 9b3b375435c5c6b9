package dev.weir.portal.stream;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream within its domain, live or not.
 *
 * @param app first path segment
 * @param stream name within the app
 */
public record StreamPath(AppName app, StreamName stream) {

  /** Reads two names as typed; empty when one of them is none. */
  public static Optional<StreamPath> read(@Nullable String app, @Nullable String stream) {
    if (app == null || stream == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new StreamPath(new AppName(app), new StreamName(stream)));
    } catch (IllegalArgumentException notNames) {
      return Optional.empty();
    }
  }

  /** {@code /app/stream}. */
  public String path() {
    return "/" + app + "/" + stream;
  }
}
