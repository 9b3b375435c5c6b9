package dev.weir.recorder.follow;

import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.media.hls.TrackInit;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.save.RecordingTeller.Amount;
import dev.weir.recorder.take.SealedSegment;
import dev.weir.recorder.take.SealedSegment.SealedTrack;
import dev.weir.recorder.take.TakeFacts;
import dev.weir.recorder.take.TakeWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The takes of a course, one after the other. A new one begins where the rule splits, where the
 * stream's configuration changes, and after there was no room. Belongs to the course's thread;
 * blocks.
 */
final class TakeChain implements Keeper {

  /** How often it is told how long a recording is by now. */
  static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private final CourseRooms rooms;
  private final StreamAddress address;
  private final RecordingRule rule;
  private final long splitMs;

  private @Nullable Open open;
  private long sequence;
  private long toldNanos;

  /** The take that grows. */
  private record Open(TakeWriter writer, TakeFacts facts) {}

  TakeChain(CourseRooms rooms, StreamAddress address, RecordingRule rule) {
    this.rooms = rooms;
    this.address = address;
    this.rule = rule;
    this.splitMs = rule.splitAfter().orElse(RecordingRule.MAX_SPLIT).toMillis();
  }

  /** Adds a segment, or counts it as lost: what goes wrong here does not end the recording. */
  @Override
  public void add(SealedSegment segment) {
    Open current = open;
    if (current != null && isOver(current.writer(), segment)) {
      finish();
    }
    try {
      if (!rooms.spool().hasRoomFor(segment.bytes())) {
        noRoom();
        return;
      }
      current = open == null ? begin(segment) : open;
      open = current;
      current.writer().add(segment);
      rooms
          .bill()
          .count(
              MeterKey.pushed(address, Optional.empty(), MeterDetail.TAKE), segment.durationMs());
      rooms.spool().grown(current.writer().directory(), segment.bytes());
      rooms.saver().grown(current.writer().directory());
      tellNow(current);
    } catch (IOException failed) {
      rooms.tally().lost();
      rooms.log().tell(RecorderEvent.WRITE_FAILED, address.path(), "cause", failed);
      finish();
    }
  }

  private boolean isOver(TakeWriter writer, SealedSegment segment) {
    boolean decodable = segment.tracks().getFirst().segment().independent();
    return !writer.takes(segment) || (decodable && writer.durationMs() >= splitMs);
  }

  private void noRoom() {
    rooms.tally().lost();
    rooms.log().tell(RecorderEvent.SPOOL_FULL, address.path(), "spool", rooms.spool().bytes());
    finish();
  }

  private Open begin(SealedSegment segment) throws IOException {
    Map<RecordingFormat, RecordingId> files = new EnumMap<>(RecordingFormat.class);
    rule.formats().forEach(format -> files.put(format, new RecordingId(UUID.randomUUID())));
    TakeFacts facts =
        new TakeFacts(
            address,
            files,
            rule.name(),
            sequence++,
            Instant.ofEpochMilli(segment.programDateTimeMs()),
            rule.shelf().store());
    List<TrackInit> tracks =
        segment.tracks().stream().map(SealedTrack::segment).map(s -> s.init()).toList();
    Path place = rooms.spool().place();
    toldNanos = rooms.time().nanos() - TELL_EVERY.toNanos();
    try {
      TakeWriter writer = TakeWriter.begin(place, facts, tracks);
      rooms.saver().begin(place, facts);
      return new Open(writer, facts);
    } catch (IOException failed) {
      rooms.spool().remove(place);
      throw failed;
    }
  }

  private void tellNow(Open current) {
    long now = rooms.time().nanos();
    if (now - toldNanos >= TELL_EVERY.toNanos()) {
      toldNanos = now;
      TakeWriter writer = current.writer();
      rooms
          .teller()
          .tell(
              current.facts(),
              writer.tracks(),
              State.RUNNING,
              new Amount(writer.durationMs(), writer.bytes()));
    }
  }

  /** What there is becomes a recording; the next segment begins another take. */
  @Override
  public void finish() {
    Open done = open;
    open = null;
    if (done == null) {
      return;
    }
    try {
      done.writer().close();
    } catch (IOException failed) {
      rooms.log().tell(RecorderEvent.WRITE_FAILED, address.path(), "cause", failed);
    }
    rooms.saver().save(done.writer().directory());
  }
}
