package dev.weir.app.wiring;

import dev.weir.recorder.follow.Recorder;
import dev.weir.recorder.save.DraftSweep;
import dev.weir.recorder.save.PosterMaker;
import dev.weir.recorder.shift.TimeShift;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.PolicyStores;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.Timelines;
import java.nio.file.Path;

/**
 * What is kept of streams: recordings, and their past for going back. Both follow the streams from
 * the registry's beginning, and work once started.
 */
final class Recording {

  private final Shell shell;
  private final ObjectStores stores;
  private final Recorder recorder;
  private final TimeShift timeShift;

  Recording(
      Shell shell,
      Timelines timelines,
      PolicyDirectory policies,
      RecentShifts recentShifts,
      Meters bill) {
    this.shell = shell;
    this.stores = new PolicyStores(shell.objects(), policies, shell.buckets());
    this.recorder =
        new Recorder(shell.settings().recorder(), timelines, policies, bill, shell.time());
    this.timeShift =
        new TimeShift(shell.settings().recorder(), timelines, policies, recentShifts, shell.time());
  }

  /** To be told of every stream, behind its timeline. */
  Recorder recorder() {
    return recorder;
  }

  /** Keeps the past of streams; to be told of every stream, behind its timeline. */
  TimeShift timeShift() {
    return timeShift;
  }

  /**
   * Starts both, and shows what they do. Before there are streams: they stop when those have ended,
   * so that their last segments are recorded.
   *
   * @param pictures makes one of each recording
   */
  void open(Parts parts, LeaseHolder self, EventTeller events, PosterMaker pictures) {
    recorder.show(shell.metrics());
    Path spool = shell.settings().node().dataDir().resolve("recorder");
    parts.open(
        "recorder",
        () -> {
          recorder.start(
              spool, stores, pictures, events, new Recorder.Self(self.node(), self.boot()));
          return recorder;
        },
        Recorder::stop);
    parts.open(
        "draft-sweep", () -> DraftSweep.start(shell.objects(), shell.time()), DraftSweep::stop);
    timeShift.show(shell.metrics());
    Path slices = shell.settings().node().dataDir().resolve("time-shift");
    parts.open(
        "time-shift",
        () -> {
          timeShift.start(slices, shell.objects(), self.node());
          return timeShift;
        },
        TimeShift::stop);
  }
}
