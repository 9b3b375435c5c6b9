package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of a stream's tags, window by window. An entry always begins a batch of its own.
 * Runs on the stream's loop.
 */
public final class TagGathering {

  private final Loop loop;
  private final FlushRule rule;
  private final Consumer<List<TagBatch>> sink;

  private final List<TagBatch> closed = new ArrayList<>();
  private final List<FlvTag> open = new ArrayList<>();
  private @Nullable Opening entry;
  private Loop.@Nullable Timer timer;
  private long gatheredBytes;
  private long sequence;

  /**
   * Creates one.
   *
   * @param sink is given the batches of each window and keeps, by retaining them, what it wants
   */
  public TagGathering(Loop loop, FlushRule rule, Consumer<List<TagBatch>> sink) {
    this.loop = loop;
    this.rule = rule;
    this.sink = sink;
  }

  /** Whether the next tag will be the first one of a batch. */
  public boolean isAtStart() {
    return open.isEmpty();
  }

  /** Adds a tag that continues what came before. */
  public void add(FlvTag tag) {
    open.add(tag);
    gatheredBytes += tag.body().length;
    if (rule.closesBehind(tag) || gatheredBytes >= FlushRule.MAX_GATHERED_BYTES) {
      flush();
    } else if (timer == null) {
      timer = loop.after(rule.window().toMillis(), this::windowIsOver);
    }
  }

  /** Adds a tag that viewers can begin with. */
  public void addEntry(FlvTag tag, Opening opening) {
    closeBatch();
    entry = opening;
    add(tag);
  }

  /** Sends off what was gathered. */
  public void flush() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    closeBatch();
    gatheredBytes = 0;
    if (closed.isEmpty()) {
      return;
    }
    List<TagBatch> batches = List.copyOf(closed);
    closed.clear();
    try {
      sink.accept(batches);
    } finally {
      batches.forEach(TagBatch::release);
    }
  }

  private void windowIsOver() {
    timer = null;
    flush();
  }

  private void closeBatch() {
    if (open.isEmpty()) {
      return;
    }
    closed.add(
        entry == null ? TagBatch.following(sequence, open) : TagBatch.entry(sequence, open, entry));
    sequence++;
    open.clear();
    entry = null;
  }
}
