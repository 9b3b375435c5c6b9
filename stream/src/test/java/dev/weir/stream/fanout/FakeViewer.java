package dev.weir.stream.fanout;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A viewer whose peer reads everything, nothing, or so many bytes. Lives on one loop. */
public final class FakeViewer implements Viewer {

  private final WireFormat format;
  private final Queue<ByteBuf> queue = new ArrayDeque<>();
  private final FlvTagReader reader = new FlvTagReader();
  private final List<FlvTag> received = new ArrayList<>();
  private boolean reads = true;
  private Runnable toll = () -> {};
  private int flushes;
  private boolean ended;
  private Optional<FaultCode> cut = Optional.empty();

  public FakeViewer(WireFormat format) {
    this.format = format;
  }

  /** From now on the peer takes nothing, or everything again. */
  public void reads(boolean now) {
    reads = now;
    if (now) {
      take(Long.MAX_VALUE);
    }
  }

  /** What each flush does to the world, beside sending. */
  public void toll(Runnable now) {
    toll = now;
  }

  /** The peer takes {@code bytes} of what waits for it. */
  public void take(long bytes) {
    long left = bytes;
    while (left > 0 && !queue.isEmpty()) {
      ByteBuf first = queue.element();
      byte[] piece = new byte[(int) Math.min(left, first.readableBytes())];
      first.readBytes(piece);
      received.addAll(reader.read(ByteSlice.of(piece)));
      left -= piece.length;
      if (!first.isReadable()) {
        queue.remove().release();
      }
    }
  }

  public List<FlvTag> received() {
    return List.copyOf(received);
  }

  /** Forgets what was received so far. */
  public void forget() {
    received.clear();
  }

  public int flushes() {
    return flushes;
  }

  public boolean ended() {
    return ended;
  }

  public Optional<FaultCode> wasCut() {
    return cut;
  }

  @Override
  public WireFormat format() {
    return format;
  }

  @Override
  public void write(ByteBuf wire) {
    queue.add(wire);
  }

  @Override
  public void flush() {
    flushes++;
    toll.run();
    if (reads) {
      take(Long.MAX_VALUE);
    }
  }

  @Override
  public long pendingBytes() {
    return queue.stream().mapToLong(ByteBuf::readableBytes).sum();
  }

  @Override
  public void end() {
    ended = true;
  }

  @Override
  public void cut(FaultCode reason) {
    cut = Optional.of(reason);
    queue.forEach(ByteBuf::release);
    queue.clear();
  }
}
