package dev.weir.runtime.replica;

import dev.weir.runtime.disk.PrivateFile;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.MalformedWireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good entries on disk, sealed as a whole: what a node that starts while Redis is away
 * goes by. Inside the seal stand a line {@code <title> 1 <saved at, ms> <revision>} and one entry a
 * line. Blocks.
 */
final class ReplicaSnapshot<V> {

  /** Older ones are not believed: too much may have been revoked since. */
  static final Duration MAX_AGE = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaSnapshot.class);

  private final Path file;
  private final String title;
  private final SealedBox box;
  private final EntryForm<V> form;

  ReplicaSnapshot(Path file, ReplicaPlace place, SealedBox box, EntryForm<V> form) {
    this.file = file;
    this.title = place.title() + " 1";
    this.box = box;
    this.form = form;
  }

  /**
   * What a snapshot says.
   *
   * @param revision of Redis when it was taken
   * @param entries all there were
   */
  record Content<V>(long revision, List<V> entries) {}

  void save(long revision, Collection<V> entries, Instant now) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(title).append(' ').append(now.toEpochMilli()).append(' ').append(revision);
    for (V entry : entries) {
      text.append('\n').append(form.write(entry));
    }
    String sealed = box.seal(text.toString(), context());
    PrivateFile.replace(file, sealed.getBytes(StandardCharsets.US_ASCII));
  }

  /** The snapshot; empty when there is none, or none that can be believed. Never throws. */
  Optional<Content<V>> load(Instant now) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String sealed = Files.readString(file, StandardCharsets.US_ASCII);
      return parse(box.open(sealed, context()), now);
    } catch (IOException
        | SealedBox.UnopenedException
        | MalformedWireException
        | NumberFormatException unreadable) {
      LOG.warn(
          "event=replica.snapshot-unreadable file={} cause=\"{}\"", file, unreadable.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Content<V>> parse(String text, Instant now) {
    Iterator<String> lines = text.lines().iterator();
    String[] head = lines.next().split(" ", -1);
    if (head.length != 4 || !title.equals(head[0] + " " + head[1])) {
      throw new NumberFormatException("not a snapshot of a known version");
    }
    Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(head[2])), now);
    if (age.compareTo(MAX_AGE) > 0) {
      LOG.warn("event=replica.snapshot-too-old age={} file={}", age, file);
      return Optional.empty();
    }
    List<V> entries = new ArrayList<>();
    lines.forEachRemaining(line -> entries.add(form.read(line)));
    return Optional.of(new Content<>(Long.parseLong(head[3]), entries));
  }

  private String context() {
    return title + " snapshot";
  }
}
