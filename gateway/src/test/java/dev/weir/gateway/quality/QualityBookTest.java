package dev.weir.gateway.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.quality.PlayWay;
import dev.weir.contract.quality.QualityCount;
import dev.weir.contract.quality.QualityKey;
import dev.weir.contract.quality.QualityReport;
import dev.weir.gateway.house.Rules;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.quality.MemoryQualityLine;
import dev.weir.runtime.quality.QualityInlet;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node holds of what players told, and how it leaves. */
@Timeout(30)
final class QualityBookTest {

  private static final Beacon START = Beacon.read("{\"protocol\":\"hls\",\"started\":true}");

  private static QualityKey key(int stream) {
    return new QualityKey(
        Rules.stream("s").tenant(), Optional.of(Rules.stream("s" + stream)), PlayWay.HLS, "");
  }

  private static ViewerId viewer(int number) {
    return new ViewerId("%024x".formatted(number));
  }

  @Test
  void whatThereIsNoRoomForIsSummedByWay() {
    QualityBook book = new QualityBook();
    int streams = 3 * QualityBook.MAX_SERIES_OF_TENANT;
    for (int i = 0; i < streams; i++) {
      book.add(viewer(i), key(i), START);
    }
    List<QualityReport.Series> series = book.seal();
    assertThat(series).hasSizeLessThanOrEqualTo(QualityBook.MAX_SERIES_OF_TENANT);
    assertThat(series.stream().mapToLong(one -> one.sums().of(QualityCount.STARTS)).sum())
        .isEqualTo(streams);
    assertThat(series.stream().filter(one -> one.key().stream().isEmpty())).hasSize(1);
  }

  @Test
  void moreViewersThanTheBookTellsApartAreNotHeard() {
    QualityBook book = new QualityBook();
    for (int i = 0; i < QualityBook.MAX_VIEWERS; i++) {
      book.add(viewer(i), key(0), START);
    }
    assertThatThrownBy(() -> book.add(viewer(QualityBook.MAX_VIEWERS), key(0), START))
        .isInstanceOf(WeirFault.class);
    book.beginMinute();
    book.add(viewer(QualityBook.MAX_VIEWERS), key(0), START);
  }

  @Test
  void whatANodeStillHasIsToldAtItsEnd() {
    Vertx vertx = Vertx.vertx();
    try {
      MemoryQualityLine line = new MemoryQualityLine();
      QualityBook book = new QualityBook();
      Instant now = Instant.parse("2026-11-23T12:00:31Z");
      String id =
          vertx
              .deployVerticle(
                  new QualityVerticle(
                      book,
                      line,
                      new NodeId("edge-1"),
                      new BootId("boot-1"),
                      ManualTimeSource.at(now)))
              .await();
      book.add(viewer(1), key(1), START);
      vertx.undeploy(id).await();
      assertThat(line.next().await())
          .extracting(QualityInlet.Arrived::report)
          .singleElement()
          .satisfies(report -> {
            assertThat(report.minute()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
            assertThat(report.sequence()).isEqualTo(1);
            assertThat(report.series()).hasSize(1);
          });
    } finally {
      vertx.close().await();
    }
  }
}
