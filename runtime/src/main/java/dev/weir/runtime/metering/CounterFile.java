package dev.weir.runtime.metering;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32;

/**
 * Counters in a mapped file, records of one size behind a page that says when the process was last
 * alive. A record, in the machine's own byte order:
 *
 * <pre>
 * value:64 | as it was last sealed:64 | batch that closes it, or 0:64 | length of key:32, 0 = free
 * | CRC-32 of key:32 | key
 * </pre>
 *
 * <p>Room is written before it is mapped, so that a full disk is an exception here and not a fault
 * of the machine later. Values may be added to on any thread; everything else is for one.
 */
final class CounterFile {

  /** Longer than any key. */
  static final int KEY_BYTES = 600;

  static final int EXTENT_RECORDS = 1_024;

  /** A multiple of a cache line: counters do not disturb each other. */
  private static final int RECORD_BYTES = 640;

  private static final int HEAD_BYTES = 4_096;
  private static final long MAGIC = 0x5745_4952_4d54_5231L;
  private static final long ALIVE_AT = 8;
  private static final long SEALED_AT = 16;
  private static final long SEALED = 8;
  private static final long CLOSING = 16;
  private static final long KEY_LENGTH = 24;
  private static final long KEY_SUM = 28;
  private static final long KEY = 32;

  private final FileChannel channel;
  private final MemorySegment head;
  private final List<MemorySegment> extents = new CopyOnWriteArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * What a record says.
   *
   * @param key its bytes
   * @param value what was counted
   * @param sealed how much of that was sealed
   * @param closing the batch that closes it; 0 for none
   */
  record Slot(byte[] key, long value, long sealed, long closing) {}

  /**
   * What a file holds that a process has left.
   *
   * @param damaged records whose key cannot be told any more
   */
  record Left(long aliveAtMs, long sealedAtMs, List<Slot> records, int damaged) {}

  private CounterFile(FileChannel channel, MemorySegment head) {
    this.channel = channel;
    this.head = head;
  }

  /** Makes the file, with room for a first extent. */
  static CounterFile create(Path file, long nowMs) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    CounterFile made = new CounterFile(channel, map(channel, 0, HEAD_BYTES));
    made.head.set(ValueLayout.JAVA_LONG, ALIVE_AT, nowMs);
    made.head.set(ValueLayout.JAVA_LONG, SEALED_AT, nowMs);
    made.extend();
    made.head.set(ValueLayout.JAVA_LONG, 0, MAGIC);
    return made;
  }

  /** Reads what a process has left, damaged as it may be. */
  static Left read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long bytes = channel.size();
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena);
      if (bytes < HEAD_BYTES || all.get(ValueLayout.JAVA_LONG, 0) != MAGIC) {
        // It died before it could count anything.
        return new Left(0, 0, List.of(), 0);
      }
      List<Slot> records = new ArrayList<>();
      int damaged = 0;
      for (long at = HEAD_BYTES; at + RECORD_BYTES <= bytes; at += RECORD_BYTES) {
        MemorySegment record = all.asSlice(at, RECORD_BYTES);
        int length = record.get(ValueLayout.JAVA_INT, KEY_LENGTH);
        if (length == 0) {
          continue;
        }
        if (length > 0 && length <= KEY_BYTES && keySum(record, length)) {
          records.add(slot(record, length));
        } else {
          damaged++;
        }
      }
      return new Left(
          all.get(ValueLayout.JAVA_LONG, ALIVE_AT),
          all.get(ValueLayout.JAVA_LONG, SEALED_AT),
          records,
          damaged);
    }
  }

  /** How many records could be added without more room. */
  int room() {
    return free.size();
  }

  int records() {
    return extents.size() * EXTENT_RECORDS;
  }

  /** Makes more room. */
  void extend() throws IOException {
    long begin = HEAD_BYTES + (long) extents.size() * EXTENT_RECORDS * RECORD_BYTES;
    extents.add(map(channel, begin, EXTENT_RECORDS * RECORD_BYTES));
    int first = (extents.size() - 1) * EXTENT_RECORDS;
    for (int slot = first; slot < first + EXTENT_RECORDS; slot++) {
      free.add(slot);
    }
  }

  /** Takes a record, which there must be {@link #room} for, and begins to count with 0. */
  int add(byte[] key) {
    int slot = free.remove();
    MemorySegment record = record(slot);
    record.set(ValueLayout.JAVA_LONG, 0, 0);
    record.set(ValueLayout.JAVA_LONG, SEALED, 0);
    record.set(ValueLayout.JAVA_LONG, CLOSING, 0);
    MemorySegment.copy(key, 0, record, ValueLayout.JAVA_BYTE, KEY, key.length);
    record.set(ValueLayout.JAVA_INT, KEY_SUM, sum(key));
    // Last: a record without it is none.
    record.set(ValueLayout.JAVA_INT, KEY_LENGTH, key.length);
    return slot;
  }

  void free(int slot) {
    record(slot).set(ValueLayout.JAVA_INT, KEY_LENGTH, 0);
    free.add(slot);
  }

  /** The eight bytes that count. */
  MemorySegment value(int slot) {
    return record(slot).asSlice(0, Long.BYTES);
  }

  long sealed(int slot) {
    return record(slot).get(ValueLayout.JAVA_LONG, SEALED);
  }

  void sealed(int slot, long value) {
    record(slot).set(ValueLayout.JAVA_LONG, SEALED, value);
  }

  void closing(int slot, long sequence) {
    record(slot).set(ValueLayout.JAVA_LONG, CLOSING, sequence);
  }

  /** The process is alive. */
  void aliveAt(long nowMs) {
    head.set(ValueLayout.JAVA_LONG, ALIVE_AT, nowMs);
  }

  long sealedAtMs() {
    return head.get(ValueLayout.JAVA_LONG, SEALED_AT);
  }

  void sealedAt(long nowMs) {
    head.set(ValueLayout.JAVA_LONG, SEALED_AT, nowMs);
  }

  /** What was counted survives the machine, too. Blocks. */
  void force() {
    head.force();
    extents.forEach(MemorySegment::force);
  }

  /** The file is not needed any more; what is still counted is counted in vain. */
  void close() throws IOException {
    channel.close();
  }

  private MemorySegment record(int slot) {
    long at = (long) (slot % EXTENT_RECORDS) * RECORD_BYTES;
    return extents.get(slot / EXTENT_RECORDS).asSlice(at, RECORD_BYTES);
  }

  private static MemorySegment map(FileChannel channel, long begin, int bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(bytes);
    while (zeros.hasRemaining()) {
      channel.write(zeros, begin + zeros.position());
    }
    // Unmapped when the last counter is gone: somebody may add to one after the end.
    return channel.map(FileChannel.MapMode.READ_WRITE, begin, bytes, Arena.ofAuto());
  }

  private static Slot slot(MemorySegment record, int length) {
    return new Slot(
        record.asSlice(KEY, length).toArray(ValueLayout.JAVA_BYTE),
        record.get(ValueLayout.JAVA_LONG, 0),
        record.get(ValueLayout.JAVA_LONG, SEALED),
        record.get(ValueLayout.JAVA_LONG, CLOSING));
  }

  private static boolean keySum(MemorySegment record, int length) {
    byte[] key = record.asSlice(KEY, length).toArray(ValueLayout.JAVA_BYTE);
    return record.get(ValueLayout.JAVA_INT, KEY_SUM) == sum(key);
  }

  private static int sum(byte[] key) {
    CRC32 sum = new CRC32();
    sum.update(key);
    return (int) sum.getValue();
  }
}
