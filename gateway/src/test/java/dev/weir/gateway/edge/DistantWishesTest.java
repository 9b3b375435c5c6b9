package dev.weir.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.LadderRule.Start;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Rules;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rendition that is made on demand on one node is asked for by a viewer of another one. */
@Timeout(30)
final class DistantWishesTest {

  private static final StreamAddress RENDITION = OwnerNode.RENDITION;
  private static final StreamAddress OTHER = Rules.stream(TwoNodes.STREAM + "_lhd");
  private static final Duration LONGER_THAN_MEMORY = Duration.ofMillis(1_100);

  private final ManualTimeSource time = ManualTimeSource.at(Instant.ofEpochSecond(1_800_000_000));
  private final TwoNodes nodes = new TwoNodes(time);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final DistantWishes wishes =
      new DistantWishes(Wishes.of(_ -> false), policies, nodes.rooms);

  @AfterEach
  void close() {
    nodes.close();
  }

  private boolean tell(StreamAddress stream) {
    return nodes.ask(() -> wishes.tell(stream));
  }

  @Test
  void theOwnerOfTheSourceIsToldOnceInAWhile() {
    policies.put(Rules.transcoded(Start.AT_FIRST_VIEWER, "lsd", "lhd"));
    nodes.lease();

    assertThat(tell(RENDITION)).isTrue();
    assertThat(tell(RENDITION)).isTrue();
    assertThat(tell(OTHER)).as("the owner knows better").isFalse();
    assertThat(nodes.owner().wishes(RENDITION)).isEqualTo(1);

    time.advance(LONGER_THAN_MEMORY);
    assertThat(tell(RENDITION)).isTrue();
    assertThat(nodes.owner().wishes(RENDITION)).isEqualTo(2);
  }

  @Test
  void nobodyIsAskedAboutWhatNoRuleMakesOnDemand() {
    policies.put(Rules.transcoded(Start.AT_PUBLISH, "lsd"));
    nodes.lease();

    assertThat(tell(RENDITION)).isFalse();
    assertThat(tell(TwoNodes.ADDRESS)).isFalse();
    assertThat(nodes.owner().wishes(RENDITION)).isZero();
  }

  @Test
  void aSourceThatNobodyHasBringsNothingAbout() {
    policies.put(Rules.transcoded(Start.AT_FIRST_VIEWER, "lsd"));

    assertThat(tell(RENDITION)).isFalse();
  }

  @Test
  void aViewerElsewhereWaitsForARenditionUntilItIsMade() {
    policies.put(Rules.transcoded(Start.AT_FIRST_VIEWER, "lsd"));
    try (TwoNodes real = new TwoNodes()) {
      real.lease();
      Wishes told = new DistantWishes(Wishes.of(_ -> false), policies, real.rooms);
      WakingSource source = new WakingSource(real.source, told, real.vertx);

      CompletableFuture<LiveStream> found =
          CompletableFuture.supplyAsync(() -> real.ask(() -> source.stream(RENDITION)));
      Await.until(() -> real.owner().wishes(RENDITION) > 0, "the owner is told");
      real.owner().publish(RENDITION.stream().value(), Duration.ofSeconds(20));
      real.lease(RENDITION);

      assertThat(found.orTimeout(15, TimeUnit.SECONDS).join().address()).isEqualTo(RENDITION);
    }
  }
}
