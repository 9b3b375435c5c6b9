package dev.weir.recorder.ahead;

import dev.weir.runtime.disk.PrivateFile;
import dev.weir.runtime.storage.ObjectDrafts.Draft;
import dev.weir.runtime.storage.ObjectDrafts.Part;
import dev.weir.runtime.storage.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a store has of a take already, kept beside it so that a start of the node goes on with it: a
 * line for the draft, one for each part, and one when it is about to be an object. A line that a
 * crash has cut off is none: the part is sent again under its number.
 */
final class GrowingNote {

  private static final String FILE = "growing.mp4.note";
  private static final String COMPLETING = "completing";
  private static final String PENDING = "?";
  private static final int DRAFT_FIELDS = 4;
  private static final int PART_FIELDS = 5;

  private final Path file;
  private final List<Part> parts = new ArrayList<>();
  private Optional<Draft> draft = Optional.empty();
  private There there = There.NOTHING;
  private boolean pending;
  private boolean completing;

  /**
   * How far a take is in the store.
   *
   * @param segments how many are there
   * @param journal where the take's journal goes on behind them
   * @param indexBytes how long an index they may have
   */
  record There(int segments, long journal, long indexBytes) {

    static final There NOTHING = new There(0, 0, 0);
  }

  private GrowingNote(Path file) {
    this.file = file;
  }

  /** What is noted of a take. */
  static GrowingNote open(Path directory) throws IOException {
    GrowingNote note = new GrowingNote(directory.resolve(FILE));
    if (Files.exists(note.file)) {
      try {
        note.read(Files.readString(note.file));
      } catch (IllegalArgumentException unreadable) {
        throw new IOException("not the note of a draft: " + note.file, unreadable);
      }
    }
    return note;
  }

  private void read(String text) {
    for (int at = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      String[] fields = text.substring(at, end).split(" ", -1);
      at = end + 1;
      if (fields.length == DRAFT_FIELDS) {
        pending = fields[3].equals(PENDING);
        draft =
            Optional.of(
                new Draft(
                    ObjectName.parse(fields[0]),
                    fields[1],
                    Long.parseLong(fields[2]),
                    pending ? "" : fields[3]));
      } else if (fields.length == PART_FIELDS) {
        parts.add(new Part(fields[4], Integer.parseInt(fields[3])));
        there =
            new There(
                Integer.parseInt(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
      } else {
        completing |= fields[0].equals(COMPLETING);
      }
    }
  }

  /** The draft; empty when there is none. */
  Optional<Draft> draft() {
    return draft;
  }

  /** What the store has of it. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** How many parts that is. */
  int count() {
    return parts.size();
  }

  /** How far they go. */
  There there() {
    return there;
  }

  /** Coded bytes in them. */
  long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** Whether nobody knows if it was begun. */
  boolean isPending() {
    return pending;
  }

  /** Whether it may be an object already. */
  boolean isCompleting() {
    return completing;
  }

  /** A draft is about to begin. */
  void beginning(Draft next) throws IOException {
    begin(next, PENDING);
    pending = true;
  }

  /** A draft has begun. */
  void begun(Draft begun) throws IOException {
    begin(begun, begun.key());
    pending = false;
  }

  private void begin(Draft begun, String key) throws IOException {
    String line =
        "%s %s %d %s\n".formatted(begun.name(), begun.mediaType(), begun.reservedBytes(), key);
    PrivateFile.replace(file, line.getBytes(StandardCharsets.UTF_8));
    draft = Optional.of(begun);
    parts.clear();
    there = There.NOTHING;
    completing = false;
  }

  /** The store has a part, and with it so much. */
  void added(Part part, There next) throws IOException {
    append(
        "%d %d %d %d %s\n"
            .formatted(
                next.segments(), next.journal(), next.indexBytes(), part.bytes(), part.tag()));
    parts.add(part);
    there = next;
  }

  /** It may be an object from now on. */
  void completing() throws IOException {
    append(COMPLETING + "\n");
    completing = true;
  }

  private void append(String line) throws IOException {
    Files.writeString(file, line, StandardOpenOption.APPEND);
  }

  /** There is no draft. */
  void none() throws IOException {
    Files.deleteIfExists(file);
    draft = Optional.empty();
    parts.clear();
    there = There.NOTHING;
    pending = false;
    completing = false;
  }
}
