package dev.weir.ingest.publish;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.session.EndReason;
import dev.weir.stream.hub.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One publisher who was let in. Runs on its event loop. */
final class IngestSession implements PublisherSession {

  private static final Logger LOG = LoggerFactory.getLogger(IngestSession.class);

  private final Publication publication;

  IngestSession(Publication publication) {
    this.publication = publication;
    LOG.info("event=publish.started stream={}", publication.stream().address());
  }

  @Override
  public void onTag(FlvTag tag) {
    publication.publish(tag);
  }

  @Override
  public void onEnd(EndReason reason) {
    publication.end();
    LOG.info(
        "event=publish.ended stream={} reason={}",
        publication.stream().address(),
        switch (reason) {
          case EndReason.Finished _ -> "FINISHED";
          case EndReason.Faulted faulted -> faulted.code();
        });
  }
}
