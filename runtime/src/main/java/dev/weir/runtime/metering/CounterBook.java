package dev.weir.runtime.metering;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.event.OperatorLog;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which counter counts what. Counters are opened on any thread, and read by one. One that nobody
 * has open and nothing was added to for an hour is closed, so that a node does not remember every
 * stream that it ever carried.
 */
final class CounterBook implements Meters {

  /** Most counters. Beyond, a tenant's further streams are counted together. */
  static final int MAX_COUNTERS = 64 * CounterFile.EXTENT_RECORDS;

  /** Records that are kept for counters of several streams together. */
  static final int COARSE_RESERVE = 256;

  private final CounterFile file;
  private final OperatorLog log;
  private final int maxCounters;
  private final int idleSeals;

  private final Map<MeterKey, Entry> entries = new ConcurrentHashMap<>();
  private final LongAdder coarse = new LongAdder();
  private List<Entry> closing = new ArrayList<>();

  /**
   * Keeps counters in {@code file}.
   *
   * @param idleSeals after so many seals without anything a counter is closed
   */
  CounterBook(CounterFile file, OperatorLog log, int maxCounters, int idleSeals) {
    this.file = file;
    this.log = log;
    this.maxCounters = maxCounters;
    this.idleSeals = idleSeals;
  }

  /** A counter as it stood when it was read, until that is in the journal. */
  record Sample(Entry entry, MeterReading reading) {}

  @Override
  public MeterCounter open(MeterKey key) {
    Entry known = entries.get(key);
    if (known == null || !known.hold()) {
      known = add(key);
    }
    return new MeterCounter(known.value, known.holders::decrementAndGet);
  }

  int counters() {
    return entries.size();
  }

  /** How often something was counted together with other streams for want of room. */
  LongAdder coarse() {
    return coarse;
  }

  /** Reads all that have changed. Those that are idle are closed by this. */
  List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    Set<MeterKey> ending = new HashSet<>();
    for (Entry entry : entries.values()) {
      if (entry.isIdle() && entry.holders.compareAndSet(0, Entry.CLOSED)) {
        closing.add(entry);
      }
    }
    for (Entry entry : closing) {
      ending.add(entry.key);
      samples.add(entry.read(true));
    }
    for (Entry entry : entries.values()) {
      // The successor of one that ends waits for the next batch: each has a counter once.
      if (!ending.contains(entry.key) && entry.hasChanged()) {
        samples.add(entry.read(false));
      }
    }
    return samples;
  }

  /** These are about to be written as a batch of this sequence. */
  void sealing(List<Sample> samples, long sequence) {
    for (Sample sample : samples) {
      if (sample.reading().closed()) {
        file.closing(sample.entry().slot, sequence);
      }
    }
  }

  /** The journal has them. */
  void sealed(List<Sample> samples) {
    for (Sample sample : samples) {
      Entry entry = sample.entry();
      if (sample.reading().closed()) {
        boolean _ = entries.remove(entry.key, entry);
        forget(entry);
      } else {
        file.sealed(entry.slot, sample.reading().sinceBoot());
      }
    }
  }

  private synchronized void forget(Entry entry) {
    closing.remove(entry);
    file.free(entry.slot);
  }

  private synchronized Entry add(MeterKey key) {
    Entry known = entries.get(key);
    if (known != null && known.hold()) {
      return known;
    }
    boolean isCoarse = key.stream().isEmpty();
    if (!hasRoom(isCoarse ? 0 : COARSE_RESERVE)) {
      if (isCoarse) {
        log.tell(MeteringEvent.COUNTERS_EXHAUSTED, key.tenant().toString());
        throw new WeirFault(FaultCode.SERVER_BUSY, "counters=" + entries.size());
      }
      log.tell(MeteringEvent.COUNTERS_FULL, key.tenant().toString(), "counters", entries.size());
      coarse.increment();
      return add(key.coarse());
    }
    Entry fresh = new Entry(key, file.add(KeyBytes.write(key)));
    entries.put(key, fresh);
    return fresh;
  }

  private boolean hasRoom(int reserve) {
    if (file.room() > reserve) {
      return true;
    }
    if (file.records() < maxCounters) {
      try {
        file.extend();
      } catch (IOException full) {
        log.tell(MeteringEvent.COUNTERS_FAILED, "file", "cause", full);
      }
    }
    return file.room() > reserve;
  }

  /** One counter. */
  private final class Entry {

    private static final int CLOSED = -1;

    private final MeterKey key;
    private final int slot;
    private final MemorySegment value;
    private final AtomicInteger holders = new AtomicInteger(1);
    private int sealsUnchanged;

    Entry(MeterKey key, int slot) {
      this.key = key;
      this.slot = slot;
      this.value = file.value(slot);
    }

    /** Counts one more who has it open, unless it is closed. */
    boolean hold() {
      return holders.getAndUpdate(now -> now == CLOSED ? CLOSED : now + 1) != CLOSED;
    }

    boolean hasChanged() {
      return standing() != file.sealed(slot);
    }

    boolean isIdle() {
      sealsUnchanged = holders.get() > 0 || hasChanged() ? 0 : sealsUnchanged + 1;
      return sealsUnchanged >= idleSeals;
    }

    Sample read(boolean last) {
      return new Sample(this, new MeterReading(key, standing(), last));
    }

    private long standing() {
      return new MeterCounter(value, () -> {}).sinceBoot();
    }
  }
}
