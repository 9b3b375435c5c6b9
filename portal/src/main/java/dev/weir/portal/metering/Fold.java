package dev.weir.portal.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What batches that follow one another say together: of each counter the last word, for the words
 * before it add nothing to a sum. Pure.
 *
 * @param batches in their order, of one boot
 * @param counters what became of each counter
 */
record Fold(List<MeterBatch> batches, Map<MeterKey, Counter> counters) {

  /**
   * One counter over the batches. It may have ended and begun again at 0 meanwhile, which is what
   * there are three numbers for.
   *
   * @param first what the life that went on at the beginning came to
   * @param more what later lives came to
   * @param standing what the last of them stands at; 0 when it ended
   */
  record Counter(long first, long more, long standing) {

    /** What was counted since the counter stood at {@code before}; 0 for one that began. */
    long since(long before) {
      // A counter that stands lower than it did has ended unheard, in a batch that is lost.
      return more + (first >= before ? first - before : first);
    }
  }

  Fold {
    batches = List.copyOf(batches);
    counters = Map.copyOf(counters);
  }

  /** Folds batches, which follow one another. */
  static Fold of(List<MeterBatch> batches) {
    Map<MeterKey, Life> lives = new LinkedHashMap<>();
    for (MeterBatch batch : batches) {
      for (MeterReading reading : batch.readings()) {
        lives.merge(reading.key(), Life.of(reading), (before, now) -> before.then(reading));
      }
    }
    Map<MeterKey, Counter> counters = new LinkedHashMap<>();
    lives.forEach((key, life) -> counters.put(key, life.counter()));
    return new Fold(batches, counters);
  }

  /** The last batch. */
  MeterBatch last() {
    return batches.getLast();
  }

  /**
   * A counter on its way through the batches.
   *
   * @param first what its first life came to so far
   * @param past what lives between that one and this one came to
   * @param standing what this life stands at
   * @param lives how many there were, this one included
   * @param closed whether this one is over
   */
  private record Life(long first, long past, long standing, int lives, boolean closed) {

    static Life of(MeterReading reading) {
      return new Life(reading.sinceBoot(), 0, reading.sinceBoot(), 1, reading.closed());
    }

    Life then(MeterReading reading) {
      long value = reading.sinceBoot();
      if (closed || value < standing) {
        return new Life(
            first, lives == 1 ? 0 : past + standing, value, lives + 1, reading.closed());
      }
      return new Life(lives == 1 ? value : first, past, value, lives, reading.closed());
    }

    Counter counter() {
      return new Counter(first, lives == 1 ? 0 : past + standing, closed ? 0 : standing);
    }
  }
}
