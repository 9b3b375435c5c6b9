package dev.weir.recorder.ahead;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.recorder.ahead.GrowingNote.There;
import dev.weir.recorder.export.MovieIndex;
import dev.weir.recorder.export.TakeMedia;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.Take;
import dev.weir.recorder.take.TakeTail;
import dev.weir.recorder.take.TakeTail.Stretch;
import dev.weir.runtime.storage.ObjectDrafts;
import dev.weir.runtime.storage.ObjectDrafts.Draft;
import dev.weir.runtime.storage.ObjectDrafts.Part;
import dev.weir.runtime.storage.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The MP4 of a take as a draft in its store: its media goes there part by part, from the take's own
 * files, which stay whatever happens to the draft; its index at the end. Belongs to one thread;
 * blocks.
 */
public final class GrowingMovie {

  private static final String MEDIA_TYPE = "video/mp4";

  /** So many times the index that there may be by now is kept free before the media. */
  private static final int RESERVE = 4;

  /** Segments that are looked at together. */
  private static final int AT_ONCE = 100;

  private static final long LEAST_RESERVE_BYTES = 1 << 20;

  /** Room for what an index has besides samples. */
  private static final long FRAME_BYTES = 64 << 10;

  private final Path directory;
  private final GrowingNote note;
  private TakeTail tail;
  private long indexBytes;

  private GrowingMovie(Path directory, GrowingNote note) throws IOException {
    this.directory = directory;
    this.note = note;
    this.tail = TakeTail.open(directory);
  }

  /** Goes on with what an earlier start has noted, or begins. */
  public static GrowingMovie open(Path directory) throws IOException {
    GrowingMovie movie = new GrowingMovie(directory, GrowingNote.open(directory));
    movie.rewind();
    return movie;
  }

  /** Whether a store has anything of a take. */
  public static boolean isBegun(Path directory) throws IOException {
    return GrowingNote.open(directory).draft().isPresent();
  }

  /** Goes to where the store is. */
  private void rewind() throws IOException {
    There there = note.there();
    tail = TakeTail.open(directory);
    indexBytes = there.indexBytes();
    if (there.segments() > 0) {
      tail.pass(there.segments(), there.journal());
    }
  }

  /** Whether a store has anything of it. */
  public boolean isBegun() {
    return note.draft().isPresent();
  }

  /** Under which name it was begun, if it was. */
  public boolean isBegunAs(ObjectName name) {
    return note.draft().filter(draft -> draft.name().equals(name)).isPresent();
  }

  /** Whether it may be an object already. */
  public boolean isCompleting() {
    return note.isCompleting();
  }

  /** Whether there is enough for another part. */
  public boolean isDue(ObjectDrafts drafts) throws IOException {
    long wanted =
        isBegun() ? note.bytes() + drafts.partBytes(note.count()) : drafts.worthwhileBytes();
    return tail.bytes() >= wanted;
  }

  /**
   * Sends one part, if there is enough for one; begins with it if need be.
   *
   * @param name under which it is begun
   * @return whether it did
   */
  public boolean grow(ObjectDrafts drafts, Supplier<ObjectName> name) throws IOException {
    if (note.draft().isEmpty() || note.isPending()) {
      begin(drafts, isBegun() ? draft().name() : name.get());
    }
    int wanted = drafts.partBytes(note.count());
    Stretch stretch = tail.next(wanted, Integer.MAX_VALUE);
    long payload = stretch.segments().stream().mapToLong(KeptSegment::payloadBytes).sum();
    if (payload < wanted) {
      return false;
    }
    send(drafts, stretch);
    if (drafts.reservesFront() && indexBytes + FRAME_BYTES > draft().reservedBytes()) {
      // More room is needed than was kept: from the beginning, with more.
      begin(drafts, draft().name());
    }
    return true;
  }

  private void begin(ObjectDrafts drafts, ObjectName name) throws IOException {
    long reserved = drafts.reservesFront() ? reserve() : 0;
    // Noted before it is there: a crash leaves nothing in the store that nobody knows.
    note.beginning(new Draft(name, MEDIA_TYPE, reserved, ""));
    note.begun(drafts.begin(name, MEDIA_TYPE, reserved));
    rewind();
  }

  private long reserve() throws IOException {
    long bytes = FRAME_BYTES;
    TakeTail all = TakeTail.open(directory);
    Stretch next = some(all);
    while (!next.segments().isEmpty()) {
      bytes += next.segments().stream().mapToLong(MovieIndex::mostBytes).sum();
      all.pass(all.segments() + next.segments().size(), next.end());
      next = some(all);
    }
    return Math.max(LEAST_RESERVE_BYTES, RESERVE * bytes);
  }

  private static Stretch some(TakeTail take) throws IOException {
    return take.next(Long.MAX_VALUE, AT_ONCE);
  }

  private void send(ObjectDrafts drafts, Stretch stretch) throws IOException {
    if (note.count() >= ObjectDrafts.MAX_PARTS) {
      throw new WeirFault(FaultCode.STORAGE_REFUSED, "draft=" + draft().name() + " parts=all");
    }
    byte[] payload = TakeMedia.payload(tail, stretch.segments());
    Part part = drafts.add(draft(), note.parts(), payload);
    tail.pass(tail.segments() + stretch.segments().size(), stretch.end());
    stretch.segments().forEach(segment -> indexBytes += MovieIndex.mostBytes(segment));
    note.added(part, new There(tail.segments(), stretch.end(), indexBytes));
  }

  private Draft draft() {
    return note.draft().orElseThrow();
  }

  /**
   * Sends what is left, and makes an object of it. A draft that is not of this take as it is now,
   * or whose index has no room, is let go of.
   *
   * @return the object's size; empty where it has to be made in another way
   */
  public OptionalLong complete(Take take, ObjectDrafts drafts, ObjectName name) throws IOException {
    if (note.isPending()) {
      abandon(drafts);
      return OptionalLong.empty();
    }
    int most = take.extent().segments();
    while (tail.segments() < most) {
      Stretch rest = tail.next(drafts.partBytes(note.count()), most - tail.segments());
      if (rest.segments().isEmpty()) {
        break;
      }
      send(drafts, rest);
    }
    MovieIndex index = new MovieIndex(take.tracks());
    take.forEach(index::add);
    if (note.there().segments() != most || note.bytes() != index.mediaBytes()) {
      abandon(drafts);
      return OptionalLong.empty();
    }
    long needed = index.filledHeadBytes();
    long front = drafts.frontBytes(draft(), needed);
    if (front < needed) {
      abandon(drafts);
      return OptionalLong.empty();
    }
    List<Part> parts = note.parts();
    note.completing();
    drafts.complete(draft(), parts, index.head(front), name);
    return OptionalLong.of(front + index.mediaBytes());
  }

  /** Lets go of the draft, if there is one. */
  public void abandon(ObjectDrafts drafts) throws IOException {
    if (note.draft().isPresent()) {
      drafts.abandon(draft());
      note.none();
      rewind();
    }
  }
}
