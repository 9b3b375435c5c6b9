package dev.weir.contract.event;

import dev.weir.contract.live.StreamReport.TrackReport;
import java.time.Instant;
import java.util.List;

/**
 * A publisher is gone.
 *
 * @param begin how it began
 * @param at when it ended
 * @param reason why
 * @param cause name of the fault behind the reason; empty for a publish that was finished
 * @param tracks what was sent, video first
 * @param bytes how much media was sent, bodies of audio and video messages
 */
public record StreamEnded(
    StreamPublished begin,
    Instant at,
    PublishEnd reason,
    String cause,
    List<TrackReport> tracks,
    long bytes)
    implements StreamEvent {

  /** Copies the list. */
  public StreamEnded {
    tracks = List.copyOf(tracks);
  }
}
