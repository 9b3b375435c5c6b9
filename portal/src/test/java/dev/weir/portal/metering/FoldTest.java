package dev.weir.portal.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.contract.metering.MeterReading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldTest {

  private static final MeterKey KEY =
      CountingNode.key(new TenantId(new UUID(0, 1)), "demo01", MeterDetail.FLV);

  private long sequence;

  @Test
  void ofSeveralWordsTheLastOneCounts() {
    Fold.Counter counter = fold(reading(10), reading(30), reading(35));
    assertThat(counter).isEqualTo(new Fold.Counter(35, 0, 35));
    assertThat(counter.since(5)).isEqualTo(30);
  }

  @Test
  void aCounterThatEndedAddsToTheOneThatBeganAfterIt() {
    Fold.Counter counter = fold(reading(10), closed(30), reading(4), reading(9));
    assertThat(counter).isEqualTo(new Fold.Counter(30, 9, 9));
    assertThat(counter.since(10)).isEqualTo(29);
  }

  @Test
  void aCounterMayEndSeveralTimes() {
    assertThat(fold(closed(30), closed(4), closed(9))).isEqualTo(new Fold.Counter(30, 13, 0));
  }

  @Test
  void aCounterThatStandsLowerHasBegunAnew() {
    assertThat(fold(reading(30), reading(4))).isEqualTo(new Fold.Counter(30, 4, 4));
    assertThat(fold(reading(4)).since(30)).isEqualTo(4);
  }

  @Test
  void theSameWordAgainAddsNothing() {
    assertThat(fold(reading(30), reading(30)).since(30)).isZero();
  }

  private Fold.Counter fold(MeterReading... readings) {
    List<MeterBatch> batches = List.of(readings).stream().map(this::batch).toList();
    return Objects.requireNonNull(Fold.of(batches).counters().get(KEY));
  }

  private MeterBatch batch(MeterReading reading) {
    return new MeterBatch(
        new MeterBoot(new NodeId("node1"), new BootId("boot1")),
        ++sequence,
        Instant.EPOCH,
        Instant.EPOCH,
        false,
        List.of(reading));
  }

  private static MeterReading reading(long value) {
    return new MeterReading(KEY, value, false);
  }

  private static MeterReading closed(long value) {
    return new MeterReading(KEY, value, true);
  }
}
