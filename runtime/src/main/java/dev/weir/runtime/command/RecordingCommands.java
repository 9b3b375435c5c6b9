package dev.weir.runtime.command;

import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.Future;

/**
 * How the control plane has live streams recorded on demand. Both complete with whether a node that
 * records has the stream, after two seconds at most, and fail when no node can be asked. What
 * becomes of it is told by {@code RecordingEvent}: a recording is {@code RUNNING} with its first
 * segment, a few seconds later.
 */
public interface RecordingCommands {

  /**
   * Records a live stream from now on, by the rule that means it or, where none does, as one MP4
   * called {@code NameTemplate.RECORDING}. One that is recorded already is recorded on.
   */
  Future<Boolean> startRecording(StreamAddress address);

  /** Ends the recording of a live stream, if there is one; what there is becomes a file. */
  Future<Boolean> stopRecording(StreamAddress address);
}
