package dev.weir.recorder.shift;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.RecorderEvent;
import dev.weir.recorder.follow.Keeper;
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
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The slices of one publish, one after the other. Belongs to the course's thread; blocks. */
final class SliceChain implements Keeper {

  /** A slice ends at the first segment after so long that decoding can start at. */
  static final Duration LENGTH = Duration.ofMinutes(1);

  /** A slice ends after so long, wherever decoding can start. */
  static final Duration MAX_LENGTH = Duration.ofMinutes(2);

  /**
   * Discontinuities are counted on from where the clock stood, as those of timelines are: players
   * walk through all numbers from 0, so that they have to stay small.
   */
  private static final int SECONDS_A_STEP = 32;

  private static final int STEPS = 1 << 15;

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private final ShiftRooms rooms;
  private final StreamAddress address;
  private final Duration window;

  private @Nullable Open open;
  private long nextNumber = -1;
  private long discontinuities;
  private long lastSequence = -1;

  /** The slice that grows. */
  private record Open(TakeWriter writer, SliceDraft draft) {}

  SliceChain(ShiftRooms rooms, StreamAddress address, Duration window) {
    this.rooms = rooms;
    this.address = address;
    this.window = window;
  }

  @Override
  public void add(SealedSegment segment) {
    Open current = open;
    if (current != null && isOver(current, segment)) {
      finish();
    }
    try {
      if (rooms.spool().hasRoomFor(segment.bytes())) {
        current = open == null ? begin(segment) : open;
        open = current;
        add(current, segment);
        return;
      }
      rooms.log().tell(RecorderEvent.SPOOL_FULL, address.path(), "spool", rooms.spool().bytes());
    } catch (IOException failed) {
      rooms.log().tell(RecorderEvent.WRITE_FAILED, address.path(), "cause", failed);
    }
    rooms.tally().lost();
    finish();
  }

  private void add(Open slice, SealedSegment segment) throws IOException {
    slice.draft().add(slice.writer().add(segment));
    rooms.spool().grown(slice.writer().directory(), segment.bytes());
    nextNumber++;
    lastSequence = segment.sequence();
    rooms.numbers().taken(address, nextNumber);
    rooms.recent().put(address, slice.draft().slice(), files(slice.writer()));
  }

  private static boolean isOver(Open slice, SealedSegment segment) {
    TakeWriter writer = slice.writer();
    boolean decodable = segment.tracks().getFirst().segment().independent();
    boolean isLong =
        writer.durationMs() >= LENGTH.toMillis()
            || segment.programDateTimeMs() / HOUR_MS != slice.draft().startMs() / HOUR_MS;
    return !writer.takes(segment)
        || (decodable && isLong)
        || writer.durationMs() >= MAX_LENGTH.toMillis();
  }

  private Open begin(SealedSegment segment) throws IOException {
    boolean first = nextNumber < 0;
    if (first) {
      nextNumber = rooms.numbers().begin(address, segment.programDateTimeMs());
      discontinuities = nextNumber / SECONDS_A_STEP % STEPS;
    }
    boolean goesOn =
        segment.sequence() == lastSequence + 1
            && !segment.newClock()
            && !segment.tracks().getFirst().segment().discontinuity();
    if (!first && !goesOn) {
      discontinuities++;
    }
    SliceFacts facts =
        new SliceFacts(
            nextNumber, discontinuities, !goesOn, ThreadLocalRandom.current().nextInt(), window);
    List<TrackInit> tracks =
        segment.tracks().stream().map(SealedTrack::segment).map(s -> s.init()).toList();
    Path place = rooms.spool().place();
    try {
      TakeWriter writer = TakeWriter.begin(place, takeFacts(segment), tracks);
      facts.write(place);
      return new Open(writer, new SliceDraft(facts, tracks));
    } catch (IOException failed) {
      rooms.spool().remove(place);
      throw failed;
    }
  }

  private TakeFacts takeFacts(SealedSegment segment) {
    return new TakeFacts(
        address,
        Map.of(),
        NameTemplate.RECORDING,
        nextNumber,
        Instant.ofEpochMilli(segment.programDateTimeMs()));
  }

  private static Map<TrackKind, Path> files(TakeWriter writer) {
    Map<TrackKind, Path> files = new EnumMap<>(TrackKind.class);
    writer.tracks().forEach(init -> files.put(init.kind(), writer.media(init.kind())));
    return files;
  }

  @Override
  public void finish() {
    Open done = open;
    open = null;
    if (done == null) {
      return;
    }
    discontinuities = done.draft().isEmpty() ? discontinuities : done.draft().discontinuities();
    try {
      done.writer().close();
    } catch (IOException failed) {
      rooms.log().tell(RecorderEvent.WRITE_FAILED, address.path(), "cause", failed);
    }
    rooms.saver().save(done.writer().directory());
  }
}
