package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.SnapshotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the wall makes of what is live and of the pictures that are there. */
class WallTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 7));
  private static final StreamReport STREAM =
      LiveTelling.stream(TENANT, "localhost", "demo01", "OBS 31");
  private static final ObjectName LATEST = SnapshotName.latest(STREAM.address());

  private static Wall.Card card(Instant storedAt) {
    return wall(Map.of(LATEST, storedAt), "", STREAM).cards().getFirst();
  }

  private static Wall wall(Map<ObjectName, Instant> pictures, String after, StreamReport... live) {
    List<LiveEntry> entries =
        List.of(live).stream().map(stream -> new LiveEntry(stream, Map.of())).toList();
    return Wall.of(entries, after, pictures, PortalHouse.START);
  }

  @Test
  void eachPictureHasAnAddressOfItsOwn() {
    assertThat(card(PortalHouse.START).picture())
        .isEqualTo("/streams/localhost/live/demo01/picture?at=" + PortalHouse.START.toEpochMilli());
    assertThat(card(PortalHouse.START.plusSeconds(5)).picture())
        .isNotEqualTo(card(PortalHouse.START).picture());
  }

  @Test
  void aPictureOfAnEarlierPublishIsNotShown() {
    Instant since = STREAM.publishedAt();
    assertThat(card(since.minus(Duration.ofMinutes(1))).picture()).isEmpty();
    assertThat(wall(Map.of(), "", STREAM).cards().getFirst().picture()).isEmpty();
  }

  @Test
  void manyStreamsHaveSeveralPages() {
    StreamReport[] many =
        IntStream.range(0, Wall.MAX_CARDS + 5)
            .mapToObj(i -> LiveTelling.stream(TENANT, "localhost", "s%03d".formatted(i), "OBS"))
            .toArray(StreamReport[]::new);

    Wall first = wall(Map.of(), "", many);
    assertThat(first.cards()).hasSize(Wall.MAX_CARDS);
    assertThat(first.live()).isEqualTo("65");
    assertThat(first.top()).isEmpty();
    assertThat(first.next()).isEqualTo("/streams/wall?after=live%2Fs059%2Flocalhost");
    Wall second = wall(Map.of(), "live/s059/localhost", many);
    assertThat(second.cards()).hasSize(5);
    assertThat(second.next()).isEmpty();
    assertThat(second.top()).isEqualTo("/streams/wall");
  }
}
