package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.AnswerSink;
import dev.weir.stream.origin.LongAnswer;
import dev.weir.stream.origin.OriginClient;
import dev.weir.stream.origin.PublisherNote;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose publisher is the owner's answer, in a registry beside that of this node's own. So
 * its viewers are served by the same code, and stay while the owner is away.
 */
final class TagCopy implements Copy {

  /** The pull decides how long a copy is kept, and ends it; this is for when it does not. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final StreamAddress address;
  private final StreamRegistry copies;
  private final Timelines mirrors;
  private final OriginClient client;
  private final Context context;

  private FlvTagReader reader = new FlvTagReader();
  private String host = "";
  private int ordinal;
  private @Nullable Publication publication;
  private volatile @Nullable LiveStream stream;

  TagCopy(
      StreamAddress address,
      StreamRegistry copies,
      Timelines mirrors,
      OriginClient client,
      Context context) {
    this.mirrors = mirrors;
    this.address = address;
    this.copies = copies;
    this.client = client;
    this.context = context;
  }

  /** The stream, once the copy is usable. Any thread. */
  LiveStream stream() {
    LiveStream made = stream;
    if (made == null) {
      throw new IllegalStateException("asked for before it was there");
    }
    return made;
  }

  @Override
  public LongAnswer ask(StreamLease owner, AnswerSink sink) {
    return client.tags(owner, context, sink);
  }

  @Override
  public void begin(StreamLease owner) {
    reader = new FlvTagReader();
    host = owner.host();
    ordinal = 0;
    publish();
  }

  @Override
  public void take(ByteSlice piece) {
    for (FlvTag tag : reader.read(piece)) {
      Optional<PublisherNote> note =
          tag instanceof ScriptTag script ? PublisherNote.read(script) : Optional.empty();
      if (note.isPresent()) {
        noted(note.get());
      } else if (publication != null) {
        publication.publish(tag);
      }
    }
  }

  private void noted(PublisherNote note) {
    if (note.ordinal() != ordinal) {
      ordinal = note.ordinal();
      publish();
    }
    if (!note.present()) {
      interrupt();
    } else if (publication == null) {
      publish();
    }
  }

  /** The same publisher that comes back, or another one: for the copy it is a new one each time. */
  private void publish() {
    interrupt();
    PublishTerms terms = new PublishTerms(address, true, KEPT, Integer.MAX_VALUE, "", host);
    Publication begun = copies.publish(terms, NettyLoop.of(context), (code, detail) -> {});
    publication = begun;
    stream = begun.stream();
  }

  @Override
  public void interrupt() {
    if (publication != null) {
      publication.end();
      publication = null;
    }
  }

  @Override
  public boolean usable() {
    return stream != null;
  }

  @Override
  public boolean watched() {
    LiveStream made = stream;
    return made != null && made.facts().viewers() > 0;
  }

  @Override
  public void finish(boolean ended) {
    interrupt();
    copies.giveUp(address);
    if (ended) {
      mirrors.remember(address);
    }
  }
}
