package dev.weir.transcoder.process;

import dev.weir.media.flv.FlvTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Tags on their way to a process: put in by an event loop, which never waits, and taken out by a
 * thread that does. Thread-safe.
 */
final class TagQueue {

  /** Most bytes that wait; the tags are shared with the stream's viewers. */
  static final long MAX_BYTES = 16L << 20;

  /** Most tags that wait: half a minute of pictures and sound. */
  static final int MAX_TAGS = 4_000;

  private final Queue<FlvTag> tags = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** Whether there was room for it. */
  synchronized boolean offer(FlvTag tag) {
    if (closed) {
      return true;
    }
    if (tags.size() >= MAX_TAGS || bytes + tag.body().length > MAX_BYTES) {
      return false;
    }
    tags.add(tag);
    bytes += tag.body().length;
    notifyAll();
    return true;
  }

  /** Nothing more is taken in; what is there is still given out. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Everything that waits, as soon as something does; nothing when there will be no more. */
  synchronized List<FlvTag> take() throws InterruptedException {
    while (tags.isEmpty() && !closed) {
      wait();
    }
    List<FlvTag> all = new ArrayList<>(tags);
    tags.clear();
    bytes = 0;
    return all;
  }
}
