package dev.weir.gateway.live;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.ViewerSighting;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.stream.fanout.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one event loop, asked together whether they still may watch: rules change, keys
 * are revoked and sessions end while a stream runs. Runs on that loop.
 */
final class Watch {

  /** Between two questions. Half of the time in which a change must be in force. */
  static final long PERIOD_MS = 1_000;

  private final Loop loop;
  private final PlaybackAuthorizer authorizer;

  private final List<Attendance> attending = new ArrayList<>();
  private int present;
  private Loop.@Nullable Timer timer;

  Watch(Loop loop, PlaybackAuthorizer authorizer) {
    this.loop = loop;
    this.authorizer = authorizer;
  }

  void add(Attendance attendance) {
    present++;
    attending.add(attendance);
    if (timer == null) {
      timer = loop.after(PERIOD_MS, this::ask);
    }
  }

  void left() {
    present--;
  }

  /** Does something when {@link #PERIOD_MS} have passed, whoever has left by then. */
  void later(Runnable task) {
    Loop.Timer _ = loop.after(PERIOD_MS, task);
  }

  /** Why a viewer may not watch any more; empty while it may. */
  Optional<FaultCode> refusal(PlayGrant grant) {
    return authorizer.recheck(grant);
  }

  /** Tells {@code ear}, on the loop, who of its viewers watches a stream. */
  void tell(StreamAddress stream, Consumer<List<ViewerSighting>> ear) {
    loop.run(() ->
        ear.accept(
            attending.stream()
                .filter(attendance -> !attendance.isOver())
                .filter(attendance -> attendance.grant().source().equals(stream))
                .map(Attendance::sighting)
                .toList()));
  }

  private void ask() {
    timer = null;
    for (Attendance attendance : List.copyOf(attending)) {
      if (!attendance.isOver()) {
        refusal(attendance.grant()).ifPresent(attendance::cut);
      }
    }
    attending.removeIf(Attendance::isOver);
    if (present > 0) {
      timer = loop.after(PERIOD_MS, this::ask);
    }
  }
}
