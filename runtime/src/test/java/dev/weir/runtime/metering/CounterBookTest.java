package dev.weir.runtime.metering;

import static dev.weir.runtime.metering.Batches.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CounterBookTest {

  private static final int IDLE_SEALS = 2;

  @TempDir private Path directory;
  private CounterFile file;
  private CounterBook book;

  @BeforeEach
  void open() throws IOException {
    file = CounterFile.create(directory.resolve("counters"), 1_000);
    book = book(CounterFile.EXTENT_RECORDS);
  }

  private CounterBook book(int maxCounters) {
    OperatorLog log = new OperatorLog(CounterBookTest.class, TimeSource.system());
    return new CounterBook(file, log, maxCounters, IDLE_SEALS);
  }

  private List<MeterReading> seal(long sequence) {
    List<CounterBook.Sample> samples = book.read();
    book.sealing(samples, sequence);
    book.sealed(samples);
    return samples.stream().map(CounterBook.Sample::reading).toList();
  }

  @Test
  void readsWhatHasChangedSinceItWasSealed() {
    try (MeterCounter one = book.open(key("a"));
        MeterCounter same = book.open(key("a"))) {
      one.add(5);
      same.add(2);
      assertThat(seal(1)).containsExactly(new MeterReading(key("a"), 7, false));
      assertThat(seal(2)).isEmpty();
      one.add(1);
      assertThat(seal(3)).containsExactly(new MeterReading(key("a"), 8, false));
    }
  }

  @Test
  void whatWasNotSealedIsReadAgain() {
    book.count(key("a"), 5);
    assertThat(book.read()).hasSize(1);
    assertThat(seal(1)).containsExactly(new MeterReading(key("a"), 5, false));
  }

  @Test
  void aCounterThatNobodyHasOpenIsClosedAndItsSuccessorBeginsWithNothing() {
    book.count(key("a"), 5);
    seal(1);
    seal(2);
    assertThat(book.counters()).isEqualTo(1);
    assertThat(seal(3)).containsExactly(new MeterReading(key("a"), 5, true));
    assertThat(book.counters()).isZero();

    book.count(key("a"), 3);
    assertThat(seal(4)).containsExactly(new MeterReading(key("a"), 3, false));
  }

  @Test
  void aCounterThatSomebodyHasOpenIsNeverClosed() {
    try (MeterCounter held = book.open(key("a"))) {
      held.add(1);
      for (int sequence = 1; sequence < 10; sequence++) {
        seal(sequence);
      }
      held.add(1);
      assertThat(seal(10)).containsExactly(new MeterReading(key("a"), 2, false));
    }
  }

  @Test
  void theSuccessorOfOneThatIsBeingClosedWaitsForTheNextBatch() {
    book.count(key("a"), 5);
    seal(1);
    seal(2);
    List<CounterBook.Sample> closing = book.read();
    book.count(key("a"), 3);
    book.sealing(closing, 3);
    // The journal was full: both go into later batches.
    assertThat(seal(3)).containsExactly(new MeterReading(key("a"), 5, true));
    assertThat(seal(4)).containsExactly(new MeterReading(key("a"), 3, false));
  }

  @Test
  void whatHasNoRoomIsCountedTogetherAndNothingIsLost() throws IOException {
    List<MeterKey> keys = new ArrayList<>();
    for (int i = 0; i < CounterFile.EXTENT_RECORDS; i++) {
      keys.add(key("s" + i));
    }
    keys.forEach(one -> book.count(one, 1));
    long sum = seal(1).stream().mapToLong(MeterReading::sinceBoot).sum();
    assertThat(sum).isEqualTo(keys.size());
    assertThat(book.coarse().sum()).isEqualTo(CounterBook.COARSE_RESERVE);

    book.count(key("later"), 7);
    assertThat(seal(2))
        .containsExactly(
            new MeterReading(key("a").coarse(), CounterBook.COARSE_RESERVE + 7L, false));
  }

  @Test
  void whatCannotBeCountedAtAllIsRefused() {
    for (int i = 0; i < CounterFile.EXTENT_RECORDS - CounterBook.COARSE_RESERVE; i++) {
      book.count(key("s" + i), 1);
    }
    for (int i = 0; i < CounterBook.COARSE_RESERVE; i++) {
      book.count(of(i), 1);
    }
    assertThatThrownBy(() -> book.count(of(CounterBook.COARSE_RESERVE), 1))
        .isInstanceOf(WeirFault.class);
  }

  private static MeterKey of(int tenant) {
    return new MeterKey(
        new TenantId(new UUID(9, tenant)), key("a").stream().orElseThrow(), key("a").detail());
  }

  @Test
  void theFileGrows() throws IOException {
    book = book(2 * CounterFile.EXTENT_RECORDS);
    for (int i = 0; i < CounterFile.EXTENT_RECORDS; i++) {
      book.count(key("s" + i), 1);
    }
    assertThat(book.coarse().sum()).isZero();
    assertThat(CounterFile.read(directory.resolve("counters")).records())
        .hasSize(CounterFile.EXTENT_RECORDS)
        .allMatch(one -> one.value() == 1);
  }
}
