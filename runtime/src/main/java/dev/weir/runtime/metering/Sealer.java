package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes batches of what has changed and puts them into the journal. Where that fails nothing is
 * lost: counters go on counting, and the next seal has all of it, only less exactly in time. One
 * thread; blocks.
 */
final class Sealer {

  private final MeterBoot boot;
  private final CounterFile file;
  private final CounterBook book;
  private final MeterJournal journal;
  private final TimeSource time;
  private final OperatorLog log;

  Sealer(
      MeterBoot boot,
      CounterFile file,
      CounterBook book,
      MeterJournal journal,
      TimeSource time,
      OperatorLog log) {
    this.boot = boot;
    this.file = file;
    this.book = book;
    this.journal = journal;
    this.time = time;
    this.log = log;
  }

  /** Says that the process is alive, and makes what was counted survive the machine. */
  void keepAlive() {
    file.aliveAt(time.millis());
    file.force();
  }

  /**
   * Seals; nothing may be counted any more after the {@code last} one, which there is of a boot
   * that has counted something.
   */
  void seal(boolean last) {
    try {
      write(last);
    } catch (MeterJournal.FullException full) {
      log.tell(MeteringEvent.JOURNAL_FULL, boot.toString(), "bytes", journal.bytes());
    } catch (IOException failed) {
      log.tell(MeteringEvent.JOURNAL_FAILED, boot.toString(), "cause", failed);
    }
  }

  private void write(boolean last) throws IOException {
    long nowMs = time.millis();
    Instant from = Instant.ofEpochMilli(Math.min(file.sealedAtMs(), nowMs));
    List<List<CounterBook.Sample>> groups = inGroups(book.read());
    if (last && groups.isEmpty() && journal.nextSequence() > 1) {
      groups.add(List.of());
    }
    long sequence = journal.nextSequence();
    for (List<CounterBook.Sample> group : groups) {
      book.sealing(group, sequence++);
    }
    // The disk must not know less of a counter than the journal does.
    keepAlive();
    for (int i = 0; i < groups.size(); i++) {
      List<MeterReading> readings =
          groups.get(i).stream().map(CounterBook.Sample::reading).toList();
      journal.append(
          new MeterBatch(
              boot,
              journal.nextSequence(),
              from,
              Instant.ofEpochMilli(nowMs),
              last && i == groups.size() - 1,
              readings));
      book.sealed(groups.get(i));
    }
    file.sealedAt(nowMs);
  }

  static <T> List<List<T>> inGroups(List<T> all) {
    List<List<T>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MeterBatch.MAX_READINGS) {
      groups.add(all.subList(from, Math.min(all.size(), from + MeterBatch.MAX_READINGS)));
    }
    return groups;
  }
}
