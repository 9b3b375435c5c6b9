package dev.weir.transcoder.snapshot;

import dev.weir.contract.identity.StreamAddress;
import org.jspecify.annotations.Nullable;

/**
 * One stream's pictures on their way into the store: one at a time, in order. While the store is
 * slow, only the newest waits. Thread-safe; never waits itself.
 */
final class AlbumPage {

  private final Album album;
  private final StreamAddress stream;
  private final SnapshotTally tally;

  private Album.@Nullable Entry waiting;
  private boolean anything;
  private boolean removing;
  private boolean busy;
  private boolean closed;

  AlbumPage(Album album, StreamAddress stream, SnapshotTally tally) {
    this.album = album;
    this.stream = stream;
    this.tally = tally;
  }

  /** There is a newer picture. */
  synchronized void add(Album.Entry entry) {
    if (closed) {
      return;
    }
    if (waiting != null) {
      tally.unkept();
    }
    waiting = entry;
    anything = true;
    removing = false;
    goOn();
  }

  /** There is no newest picture any more. */
  synchronized void clear() {
    waiting = null;
    removing = anything;
    anything = false;
    goOn();
  }

  /** The same for good. */
  synchronized void close() {
    closed = true;
    clear();
  }

  private void goOn() {
    if (!busy && (waiting != null || removing)) {
      busy = true;
      album.enter();
      Thread.ofVirtual().name("album").start(this::work);
    }
  }

  private void work() {
    try {
      while (step()) {
        // The next one.
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    } finally {
      album.leave();
    }
  }

  private boolean step() throws InterruptedException {
    Album.Entry entry;
    synchronized (this) {
      entry = waiting;
      waiting = null;
      if (entry == null && !removing) {
        busy = false;
        return false;
      }
      removing = removing && entry != null;
    }
    if (entry == null) {
      album.remove(stream);
    } else {
      album.keep(entry);
    }
    return true;
  }
}
