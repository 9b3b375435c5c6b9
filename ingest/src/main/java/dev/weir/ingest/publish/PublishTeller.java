package dev.weir.ingest.publish;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.PublishId;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.rtmp.session.EndReason;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.stream.hub.PublishTerms;
import java.util.List;
import java.util.UUID;

/**
 * Tells the control plane who publishes here, and how each publish ended. Thread-safe.
 *
 * @param events the way there
 * @param node this node
 * @param boot this start of it
 * @param time the clock of what is told
 */
public record PublishTeller(EventTeller events, NodeId node, BootId boot, TimeSource time) {

  /** A publisher is in. */
  StreamPublished began(PublishTerms terms) {
    StreamPublished begin =
        new StreamPublished(
            new PublishId(UUID.randomUUID()),
            terms.address(),
            node,
            boot,
            time.now(),
            terms.encoder(),
            terms.peerAddress());
    events.tell(begin);
    return begin;
  }

  /** It is gone. */
  void ended(StreamPublished begin, EndReason reason, List<TrackReport> tracks, long bytes) {
    events.tell(
        switch (reason) {
          case EndReason.Finished _ ->
              new StreamEnded(begin, time.now(), PublishEnd.FINISHED, "", tracks, bytes);
          case EndReason.Faulted faulted ->
              new StreamEnded(
                  begin,
                  time.now(),
                  PublishEnd.of(faulted.code()),
                  faulted.code().name(),
                  tracks,
                  bytes);
        });
  }
}
