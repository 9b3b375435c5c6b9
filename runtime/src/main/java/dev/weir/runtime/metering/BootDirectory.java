package dev.weir.runtime.metering;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.event.OperatorLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one boot has on disk: its counters, while it has not ended, and its journal, until that is
 * kept elsewhere. One thread; blocks.
 */
final class BootDirectory {

  private final MeterBoot boot;
  private final Path path;

  BootDirectory(Path home, MeterBoot boot) {
    this.boot = boot;
    this.path = home.resolve(boot.boot().value());
  }

  /** The boots that have something on disk. */
  static List<BootDirectory> of(Path home, NodeId node) throws IOException {
    try (Stream<Path> found = Files.list(home)) {
      return found
          .filter(Files::isDirectory)
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(NameRule::accepts)
          .map(name -> new BootDirectory(home, new MeterBoot(node, new BootId(name))))
          .toList();
    }
  }

  MeterBoot boot() {
    return boot;
  }

  Path path() {
    return path;
  }

  Path counters() {
    return path.resolve("counters");
  }

  /**
   * Ends a boot whose process is no more: its last batch has what its counters stand at. One that
   * has never counted anything is left without. May be repeated, wherever it was interrupted.
   */
  MeterJournal end(OperatorLog log) throws IOException {
    MeterJournal journal = MeterJournal.open(path, Long.MAX_VALUE);
    if (journal.damaged()) {
      log.tell(MeteringEvent.JOURNAL_DAMAGED, boot.toString());
    }
    if (!journal.ended()) {
      CounterFile.Left left =
          Files.exists(counters())
              ? CounterFile.read(counters())
              : new CounterFile.Left(0, 0, List.of(), 0);
      append(journal, left, log);
    }
    boolean _ = Files.deleteIfExists(counters());
    return journal;
  }

  /** Nobody needs it any more. */
  void delete() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(path);
  }

  private void append(MeterJournal journal, CounterFile.Left left, OperatorLog log)
      throws IOException {
    List<CounterFile.Slot> records =
        left.records().stream().filter(one -> !isClosed(one, journal.nextSequence())).toList();
    Map<MeterKey, Standing> standings = new LinkedHashMap<>();
    int damaged = left.damaged();
    for (CounterFile.Slot one : records) {
      try {
        standings.merge(KeyBytes.read(one.key()), Standing.of(one), Standing::and);
      } catch (IllegalArgumentException unknown) {
        damaged++;
      }
    }
    if (damaged > 0) {
      log.tell(MeteringEvent.COUNTERS_DAMAGED, boot.toString(), "counters", damaged);
    }
    List<MeterReading> readings = new ArrayList<>();
    standings.forEach((key, standing) -> {
      if (standing.changed()) {
        readings.add(new MeterReading(key, standing.value(), false));
      }
    });
    List<List<MeterReading>> groups = Sealer.inGroups(readings);
    if (groups.isEmpty() && journal.nextSequence() > 1) {
      groups.add(List.of());
    }
    Instant from = Instant.ofEpochMilli(left.sealedAtMs());
    Instant end = Instant.ofEpochMilli(Math.max(left.aliveAtMs(), left.sealedAtMs()));
    for (int i = 0; i < groups.size(); i++) {
      boolean last = i == groups.size() - 1;
      journal.append(new MeterBatch(boot, journal.nextSequence(), from, end, last, groups.get(i)));
    }
    log.tell(MeteringEvent.BOOT_CLOSED, boot.toString(), "readings", readings.size());
  }

  /** Whether its end is in the journal, and only the record did not become free any more. */
  private static boolean isClosed(CounterFile.Slot one, long nextSequence) {
    return one.closing() > 0 && one.closing() < nextSequence;
  }

  /** What a key stands at: a counter that was to be closed may have had a successor already. */
  private record Standing(long value, boolean changed) {

    static Standing of(CounterFile.Slot one) {
      return new Standing(one.value(), one.value() != one.sealed());
    }

    Standing and(Standing other) {
      return new Standing(value + other.value, changed || other.changed);
    }
  }
}
