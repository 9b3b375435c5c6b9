package dev.weir.stream.fanout;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One viewer in its shard: what it has been given, and whether it keeps up. Runs on the viewer's
 * loop.
 */
final class Seat implements Subscription {

  private enum State {
    /** Needs an entry to begin with. */
    WAITING,
    /** Gets everything. */
    LIVE,
    /** Fell behind; gets nothing until an entry finds its queue short enough. */
    SKIPPING,
    /** Has been told that the stream is over and takes what is left. */
    ENDING,
    /** Is not there any more. */
    GONE
  }

  private final Viewer viewer;
  private final WireFormat format;
  private final long roomBytes;
  private final ViewerBounds bounds;
  private final SlowViewers slowViewers;
  private final StreamAddress stream;

  private State state = State.WAITING;
  private @Nullable FanoutShard shard;
  private long sequenceSeen = -1;
  private long configurationVersion;
  private long writtenBytes;
  private long headStartEnd;
  private long takenBytes;
  private int looksWithoutProgress;
  private int looksBehind;

  Seat(Viewer viewer, ViewerBounds bounds, SlowViewers slowViewers, StreamAddress stream) {
    this.viewer = viewer;
    this.format = viewer.format();
    this.roomBytes = viewer.roomBytes();
    this.bounds = bounds;
    this.slowViewers = slowViewers;
    this.stream = stream;
  }

  boolean isGone() {
    return state == State.GONE;
  }

  /**
   * Takes the seat in {@code shard} and gives the viewer a head start: all that is cached, unless
   * that is more than a viewer may hold.
   */
  void take(FanoutShard taken, List<TagBatch> cached) {
    shard = taken;
    long cachedBytes = cached.stream().mapToLong(TagBatch::bytes).sum();
    if (!cached.isEmpty() && cachedBytes <= bounds.queueMaxBytes() + roomBytes) {
      begin(cached.getFirst());
      cached.forEach(this::write);
      viewer.flush();
      headStartEnd = writtenBytes;
    }
    if (!cached.isEmpty()) {
      sequenceSeen = cached.getLast().sequence();
    }
  }

  /** Gives the viewer the batches of one window, as far as it may have them, with one flush. */
  void offer(List<TagBatch> batches, long queueBytes) {
    boolean written = false;
    for (TagBatch batch : batches) {
      if (batch.sequence() > sequenceSeen) {
        sequenceSeen = batch.sequence();
        written |= offer(batch, queueBytes);
      }
    }
    if (written) {
      viewer.flush();
    }
  }

  private boolean offer(TagBatch batch, long queueBytes) {
    return switch (state) {
      case LIVE -> {
        if (isBehind(batch, queueBytes)) {
          state = State.SKIPPING;
          slowViewers.noteSkip(stream, viewer.pendingBytes());
          yield false;
        }
        yield write(batch);
      }
      case WAITING -> batch.isEntry() && begin(batch) && write(batch);
      case SKIPPING ->
          batch.isEntry()
              && viewer.pendingBytes() <= queueBytes / 2
              && resume(batch)
              && write(batch);
      case ENDING, GONE -> false;
    };
  }

  private boolean isBehind(TagBatch batch, long queueBytes) {
    long pending = viewer.pendingBytes();
    if (pending == 0) {
      return false;
    }
    long headStartLeft = Math.max(0, headStartEnd - (writtenBytes - pending));
    return pending > queueBytes + roomBytes + headStartLeft
        || pending + batch.bytes() > bounds.queueMaxBytes() + roomBytes;
  }

  private boolean begin(TagBatch entry) {
    state = State.LIVE;
    configurationVersion = entry.configurationVersion();
    return write(entry.opening(format));
  }

  private boolean resume(TagBatch entry) {
    state = State.LIVE;
    looksBehind = 0;
    if (entry.configurationVersion() != configurationVersion) {
      configurationVersion = entry.configurationVersion();
      return write(entry.configuration(format));
    }
    return true;
  }

  private boolean write(TagBatch batch) {
    if (batch.isEntry()) {
      configurationVersion = batch.configurationVersion();
    }
    return write(batch.body(format));
  }

  private boolean write(ByteBuf wire) {
    writtenBytes += wire.readableBytes();
    viewer.write(wire);
    return true;
  }

  /** Looks after the viewer: whether it takes what waits for it. To be called at every tick. */
  void look(long queueBytes) {
    if (state == State.GONE) {
      return;
    }
    long pending = viewer.pendingBytes();
    long taken = writtenBytes - pending;
    boolean progress = pending == 0 || taken > takenBytes;
    takenBytes = Math.max(takenBytes, taken);
    looksWithoutProgress = progress ? 0 : looksWithoutProgress + 1;
    looksBehind = state == State.SKIPPING && pending > queueBytes / 2 ? looksBehind + 1 : 0;
    int limit = bounds.stallLooks();
    if (looksWithoutProgress >= limit || looksBehind >= limit) {
      slowViewers.noteCut(stream, pending);
      cut(FaultCode.VIEWER_TOO_SLOW);
    } else if (state == State.ENDING && pending == 0) {
      cancel();
    }
  }

  /** Tells the viewer that the stream is over and lets it take what is left. */
  void end() {
    if (state == State.GONE) {
      return;
    }
    state = State.ENDING;
    viewer.end();
    if (viewer.pendingBytes() == 0) {
      cancel();
    }
  }

  /** Ends the viewer's connection and leaves. */
  void cut(FaultCode reason) {
    cancel();
    viewer.cut(reason);
  }

  @Override
  public void cancel() {
    if (state == State.GONE) {
      return;
    }
    state = State.GONE;
    if (shard != null) {
      shard.left();
    }
  }

  @Override
  public long writtenBytes() {
    return writtenBytes;
  }
}
