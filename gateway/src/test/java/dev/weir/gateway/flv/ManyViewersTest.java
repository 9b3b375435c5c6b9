package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.hub.StreamConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hundred viewers on one stream, each of which compares every tag. */
@Timeout(60)
class ManyViewersTest {

  private static final int VIEWERS = 200;
  private static final int GROUPS = 8;

  @Test
  void eachOfThemGetsEverything() throws Exception {
    Pictures pictures = new Pictures(4_000, 25);
    List<FlvTag> start = pictures.start();
    List<FlvTag> first = pictures.group();
    List<FlvTag> expected = new ArrayList<>(Pictures.stamped(start, 0));
    expected.addAll(first);
    try (FlvServer server = new FlvServer(StreamConfig.defaults())) {
      Encoder encoder = server.house.publish("demo").send(start).send(first);
      CountDownLatch begun = new CountDownLatch(VIEWERS);
      List<CompletableFuture<List<FlvTag>>> viewers = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        viewers.add(
            CompletableFuture.supplyAsync(
                () -> watch(server.port(), begun), Thread::startVirtualThread));
      }
      assertThat(begun.await(30, TimeUnit.SECONDS)).as("all have begun").isTrue();
      for (int i = 1; i < GROUPS; i++) {
        List<FlvTag> group = pictures.group();
        expected.addAll(group);
        encoder.send(group);
      }
      encoder.end();

      for (CompletableFuture<List<FlvTag>> viewer : viewers) {
        assertThat(viewer.orTimeout(30, TimeUnit.SECONDS).join())
            .containsExactlyElementsOf(expected);
      }
      assertThat(server.house.streams().slowViewers().skips()).isZero();
      Await.until(() -> server.house.watching() == 0, "nobody is left");
    }
  }

  private static List<FlvTag> watch(int port, CountDownLatch begun) {
    try (FlvSocket viewer = FlvSocket.open(port)) {
      viewer.get("demo");
      List<FlvTag> tags = new ArrayList<>(viewer.tags(3));
      begun.countDown();
      tags.addAll(viewer.rest());
      return tags;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
