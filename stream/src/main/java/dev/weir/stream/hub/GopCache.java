package dev.weir.stream.hub;

import dev.weir.stream.fanout.TagBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The batches since the last entry, so that a viewer who comes late begins at once. A group of
 * pictures that outgrows the limits is dropped whole, since its rest would be of no use: who comes
 * then waits for the next key frame. Belongs to one thread.
 */
final class GopCache {

  private final GopLimits limits;

  private final List<TagBatch> batches = new ArrayList<>();
  private long firstTimestampMs;
  private long bytes;
  private int frames;

  GopCache(GopLimits limits) {
    this.limits = limits;
  }

  /** An entry and all batches behind it; nothing when there is no way in. Not to be kept. */
  List<TagBatch> batches() {
    return Collections.unmodifiableList(batches);
  }

  /** Takes in the next batch. */
  void add(TagBatch batch) {
    if (batch.isEntry()) {
      clear();
      firstTimestampMs = batch.firstTimestampMs();
    } else if (batches.isEmpty()) {
      return;
    }
    batches.add(batch.retain());
    bytes += batch.bytes();
    frames += batch.tags().size();
    long durationMs = batch.lastTimestampMs() - firstTimestampMs;
    if (bytes > limits.bytes()
        || frames > limits.frames()
        || durationMs > limits.duration().toMillis()) {
      clear();
    }
  }

  /** Drops everything. */
  void clear() {
    batches.forEach(TagBatch::release);
    batches.clear();
    bytes = 0;
    frames = 0;
  }
}
