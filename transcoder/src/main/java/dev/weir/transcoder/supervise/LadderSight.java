package dev.weir.transcoder.supervise;

import dev.weir.contract.live.LadderReport;
import dev.weir.transcoder.process.TagChild;
import java.util.Optional;

/**
 * How a job stands, as far as its loop knows.
 *
 * @param report without what its process does
 * @param run what is known of that process; empty where none runs
 */
record LadderSight(LadderReport report, Optional<Output> run) {

  /**
   * What a process put out since it was looked at before.
   *
   * @param child the process
   * @param speed seconds of media in a second
   * @param latenessMs how far it is behind what it was given
   */
  record Output(TagChild child, double speed, long latenessMs) {}
}
