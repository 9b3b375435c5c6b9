package dev.weir.recorder.save;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.TrackInit;
import dev.weir.recorder.take.TakeFacts;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventTeller;
import java.util.List;
import java.util.Objects;

/** Tells the control plane how far the recordings of a take have come. Thread-safe. */
public final class RecordingTeller {

  private final EventTeller events;
  private final NodeId node;
  private final BootId boot;
  private final TimeSource time;

  /** Tells of what this start of this node does. */
  public RecordingTeller(EventTeller events, NodeId node, BootId boot, TimeSource time) {
    this.events = events;
    this.node = node;
    this.boot = boot;
    this.time = time;
  }

  /**
   * How much there is of a recording.
   *
   * @param durationMs length of its media, milliseconds
   * @param bytes its size
   */
  public record Amount(long durationMs, long bytes) {}

  /** All recordings of a take are in a state that needs no more words. */
  public void tell(TakeFacts facts, List<TrackInit> tracks, State state, Amount amount) {
    facts.files().keySet().forEach(format -> tell(facts, tracks, format, state, amount, "", ""));
  }

  /** A recording is in the store. */
  public void ready(
      TakeFacts facts, List<TrackInit> tracks, RecordingFormat format, Amount amount, String path) {
    tell(facts, tracks, format, State.READY, amount, path, "");
  }

  /** A recording is whole, and the store does not take it; it is offered again. */
  void waits(
      TakeFacts facts,
      List<TrackInit> tracks,
      RecordingFormat format,
      Amount amount,
      FaultCode cause) {
    tell(facts, tracks, format, State.SAVING, amount, "", cause.name());
  }

  /** Nothing will come of a recording. */
  public void failed(TakeFacts facts, RecordingFormat format, FaultCode cause) {
    tell(facts, List.of(), format, State.FAILED, new Amount(0, 0), "", cause.name());
  }

  private void tell(
      TakeFacts facts,
      List<TrackInit> tracks,
      RecordingFormat format,
      State state,
      Amount amount,
      String path,
      String cause) {
    int width = 0;
    int height = 0;
    for (TrackInit init : tracks) {
      if (init.track() instanceof Track.VideoTrack video) {
        width = video.width();
        height = video.height();
      }
    }
    events.tell(
        new RecordingEvent(
            Objects.requireNonNull(facts.files().get(format)),
            facts.address(),
            node,
            boot,
            format,
            facts.startedAt(),
            time.now(),
            state,
            amount.durationMs(),
            amount.bytes(),
            width,
            height,
            facts.store(),
            path,
            cause));
  }
}
