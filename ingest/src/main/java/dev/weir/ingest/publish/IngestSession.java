package dev.weir.ingest.publish;

import dev.weir.contract.event.StreamPublished;
import dev.weir.ingest.health.TrackReports;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.Track;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.session.EndReason;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.StreamFacts;
import java.util.List;

/** One publisher who was let in. Runs on its event loop. */
final class IngestSession implements PublisherSession {

  private final Publication publication;
  private final StreamPublished begin;
  private final String stream;
  private final PublishTeller teller;
  private final OperatorLog log;

  private String encoder;
  private List<Track> tracks = List.of();
  private long bytes;

  IngestSession(
      Publication publication, StreamPublished begin, PublishTeller teller, OperatorLog log) {
    this.publication = publication;
    this.begin = begin;
    this.encoder = begin.software();
    this.stream = begin.address().toString();
    this.teller = teller;
    this.log = log;
    log.tell(IngestEvent.PUBLISH_STARTED, stream);
  }

  @Override
  public void onTag(FlvTag tag) {
    bytes += tag.body().length;
    publication.publish(tag);
    remember();
  }

  @Override
  public void onEnd(EndReason reason) {
    // Also when it lasted for less than a second: then the facts are first made at the end.
    publication.end();
    remember();
    teller.ended(begin.by(encoder), reason, TrackReports.of(tracks), bytes);
    log.tell(
        IngestEvent.PUBLISH_ENDED,
        stream,
        "reason",
        switch (reason) {
          case EndReason.Finished _ -> "FINISHED";
          case EndReason.Faulted faulted -> faulted.code();
        });
  }

  /**
   * The stream knows what is sent a moment after it is; a publisher that takes over begins anew.
   */
  private void remember() {
    StreamFacts facts = publication.stream().facts();
    if (!facts.tracks().isEmpty()) {
      tracks = facts.tracks();
      encoder = facts.encoder();
    }
  }
}
