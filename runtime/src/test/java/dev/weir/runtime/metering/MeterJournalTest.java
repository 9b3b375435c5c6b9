package dev.weir.runtime.metering;

import static dev.weir.runtime.metering.Batches.batch;
import static dev.weir.runtime.metering.Batches.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MeterJournalTest {

  private static final MeterBatch ONE = batch(1, new MeterReading(key("a"), 5, false));
  private static final MeterBatch TWO = batch(2, new MeterReading(key("a"), 9, true));
  private static final MeterBatch LAST = batch(3);

  @TempDir private Path directory;

  private MeterJournal open() throws IOException {
    return MeterJournal.open(directory, 1 << 20);
  }

  private static Path file(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void keepsBatchesOverARestart() throws IOException {
    MeterJournal journal = open();
    journal.append(ONE);
    journal.append(TWO);
    journal.close();

    MeterJournal again = open();
    assertThat(again.nextSequence()).isEqualTo(3);
    assertThat(again.ended()).isFalse();
    again.append(LAST);
    assertThat(again.after(0, 10)).containsExactly(ONE, TWO, LAST);
    assertThat(again.after(1, 1)).containsExactly(TWO);
    assertThat(open().ended()).isTrue();
  }

  /** Cut at every byte of what was written last, the journal has all before it, and goes on. */
  @Test
  void whatACrashHasCutOffIsNotThere() throws IOException {
    MeterJournal journal = open();
    journal.append(ONE);
    int whole = Math.toIntExact(journal.bytes());
    journal.append(TWO);
    journal.close();
    byte[] all = Files.readAllBytes(file(directory));

    for (int cut = whole; cut < all.length; cut++) {
      Path broken = Files.createDirectory(directory.resolve("cut-" + cut));
      Files.write(broken.resolve(file(directory).getFileName()), Arrays.copyOf(all, cut));
      MeterJournal left = MeterJournal.open(broken, 1 << 20);
      assertThat(left.after(0, 10)).containsExactly(ONE);
      left.append(TWO);
      left.close();
      assertThat(MeterJournal.open(broken, 1 << 20).after(0, 10)).containsExactly(ONE, TWO);
    }
  }

  @Test
  void whatTheDiskHasSpoiltIsNotThere() throws IOException {
    MeterJournal journal = open();
    journal.append(ONE);
    int whole = Math.toIntExact(journal.bytes());
    journal.append(TWO);
    journal.close();
    byte[] all = Files.readAllBytes(file(directory));
    all[whole + 20]++;
    Files.write(file(directory), all);

    assertThat(open().after(0, 10)).containsExactly(ONE);
  }

  @Test
  void aFullJournalRefusesAndGoesOnWhenThereIsRoom() throws IOException {
    MeterJournal journal = MeterJournal.open(directory, 500);
    journal.append(ONE);
    assertThatThrownBy(() -> journal.append(TWO)).isInstanceOf(MeterJournal.FullException.class);
    assertThat(journal.nextSequence()).isEqualTo(2);
    assertThat(journal.after(0, 10)).containsExactly(ONE);
  }

  @Test
  void whatIsKeptElsewhereIsDroppedAndTheSequenceGoesOn() throws IOException {
    MeterJournal journal = MeterJournal.open(directory, 64 << 20);
    List<MeterReading> many = new ArrayList<>();
    for (int i = 0; i < MeterBatch.MAX_READINGS; i++) {
      many.add(new MeterReading(key("s" + i), i, false));
    }
    long sequence = 0;
    while (journal.bytes() < 2L * MeterJournal.FILE_BYTES) {
      journal.append(
          new MeterBatch(
              Batches.BOOT, sequence + 1, Batches.NOON, Batches.NOON.plusSeconds(10), false, many));
      sequence++;
    }
    journal.drop(sequence);
    assertThat(journal.bytes()).isLessThan(MeterJournal.FILE_BYTES);
    journal.close();

    assertThat(MeterJournal.open(directory, 64 << 20).nextSequence()).isEqualTo(sequence + 1);
  }
}
