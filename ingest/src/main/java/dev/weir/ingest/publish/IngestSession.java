package dev.weir.ingest.publish;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.session.EndReason;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.hub.Publication;

/** One publisher who was let in. Runs on its event loop. */
final class IngestSession implements PublisherSession {

  private final Publication publication;
  private final String stream;
  private final OperatorLog log;

  IngestSession(Publication publication, OperatorLog log) {
    this.publication = publication;
    this.stream = publication.stream().address().toString();
    this.log = log;
    log.tell(IngestEvent.PUBLISH_STARTED, stream);
  }

  @Override
  public void onTag(FlvTag tag) {
    publication.publish(tag);
  }

  @Override
  public void onEnd(EndReason reason) {
    publication.end();
    log.tell(
        IngestEvent.PUBLISH_ENDED,
        stream,
        "reason",
        switch (reason) {
          case EndReason.Finished _ -> "FINISHED";
          case EndReason.Faulted faulted -> faulted.code();
        });
  }
}
