package dev.weir.app.wiring;

import dev.weir.recorder.follow.Recorder;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.PolicyStores;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.timeline.Timelines;
import java.nio.file.Path;

/** The recorder: it follows the streams from the registry's beginning, and works once started. */
final class Recording {

  private final Shell shell;
  private final ObjectStores stores;
  private final Recorder recorder;

  Recording(Shell shell, Timelines timelines, PolicyDirectory policies) {
    this.shell = shell;
    this.stores = new PolicyStores(shell.objects(), policies, shell.buckets());
    this.recorder = new Recorder(shell.settings().recorder(), timelines, policies, shell.time());
  }

  /** To be told of every stream, behind its timeline. */
  Recorder recorder() {
    return recorder;
  }

  /**
   * Starts it, and shows what it does. Before there are streams: it stops when they have ended, so
   * that their last segments are recorded.
   */
  void open(Parts parts, LeaseHolder self, EventTeller events) {
    recorder.show(shell.metrics());
    Path spool = shell.settings().node().dataDir().resolve("recorder");
    parts.open(
        "recorder",
        () -> {
          recorder.start(spool, stores, events, new Recorder.Self(self.node(), self.boot()));
          return recorder;
        },
        Recorder::stop);
  }
}
