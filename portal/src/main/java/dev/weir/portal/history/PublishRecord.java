package dev.weir.portal.history;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.portal.listing.ListPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One publish as it is kept.
 *
 * @param begin who, what, where and since when
 * @param end how it ended; empty while it is live
 */
public record PublishRecord(StreamPublished begin, Optional<End> end) {

  /**
   * How a publish ended.
   *
   * @param at when; for a node that was lost, when that was noticed
   * @param cause name of the fault behind the reason; may be empty
   * @param tracks what was sent; empty when nobody could say
   * @param bytes media that was sent; 0 when nobody could say
   */
  public record End(
      Instant at, PublishEnd reason, String cause, List<TrackReport> tracks, long bytes) {

    /** Copies the list. */
    public End {
      tracks = List.copyOf(tracks);
    }
  }

  /** How long it has lasted, or lasted. */
  public Duration lasting(Instant now) {
    return Duration.between(begin.at(), end.map(End::at).orElse(now));
  }

  /** Bits a second on average over its whole length; 0 while it is live, and when unknown. */
  public long averageBitsPerSecond() {
    return end.map(
            over -> {
              double seconds =
                  Math.max(1, Duration.between(begin.at(), over.at()).toMillis() / 1000.0);
              return Math.round(over.bytes() * Byte.SIZE / seconds);
            })
        .orElse(0L);
  }

  ListPlace cursor() {
    return new ListPlace(begin.at(), begin.id().value());
  }
}
