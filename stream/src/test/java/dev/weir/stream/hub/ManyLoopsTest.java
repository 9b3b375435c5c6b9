package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.CountingFormat;
import dev.weir.stream.fanout.FakeViewer;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.Tags;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real loops: publishers come and go on any of them while viewers come and go on all. Whoever
 * stayed must have been given an unbroken stretch of the stream, and nothing may be held at the
 * end.
 */
class ManyLoopsTest {

  private static final long SEED = 20_261_122;
  private static final int SESSIONS = 6;
  private static final int GROUPS = 12;

  private record Watching(EventLoop loop, FakeViewer viewer, Subscription subscription) {}

  private final Random random = new Random(SEED);
  private final List<EventLoop> loops =
      List.of(new DefaultEventLoop(), new DefaultEventLoop(), new DefaultEventLoop());
  private final CountingFormat format = new CountingFormat();
  private final List<FlvTag> published = new ArrayList<>();
  private final List<Watching> watching = new ArrayList<>();
  private final StreamRegistry registry =
      new StreamRegistry(
          StreamConfig.defaults(), TimeSource.system(), List.of(stream -> new Recorder()));

  @AfterEach
  void stopLoops() {
    for (EventLoop loop : loops) {
      Future<?> _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  @Test
  @Timeout(20)
  void everyViewerIsGivenAnUnbrokenStretch() throws Exception {
    for (int session = 0; session < SESSIONS; session++) {
      publishOneSession();
    }
    settle();
    registry.close();
    settle();

    assertThat(watching).isNotEmpty();
    for (Watching one : watching) {
      List<FlvTag> got = one.viewer.received().stream().filter(FlvTag::isCodedFrame).toList();
      int from = got.isEmpty() ? 0 : published.indexOf(got.getFirst());
      assertThat(got)
          .as("seed %d", SEED)
          .containsExactlyElementsOf(published.subList(from, from + got.size()));
    }
    assertThat(format.held()).as("buffers held, seed %d", SEED).isZero();
  }

  private void publishOneSession() throws Exception {
    EventLoop loop = anyLoop();
    Publication publication =
        loop.submit(() ->
                registry.publish(Hub.terms("demo"), new NettyLoop(loop), (code, detail) -> {}))
            .get(5, TimeUnit.SECONDS);
    for (int group = 0; group < GROUPS; group++) {
      List<FlvTag> tags = Tags.group(group * 1_000L, 25);
      loop.submit(() -> tags.forEach(publication::publish)).get(5, TimeUnit.SECONDS);
      comeAndGo();
    }
    loop.submit(() -> publication.end()).get(5, TimeUnit.SECONDS);
  }

  private void comeAndGo() throws Exception {
    EventLoop loop = anyLoop();
    FakeViewer viewer = new FakeViewer(format);
    LiveStream stream = registry.find(Hub.address("demo")).orElseThrow();
    Subscription subscription =
        loop.submit(() -> stream.subscribe(new NettyLoop(loop), viewer)).get(5, TimeUnit.SECONDS);
    watching.add(new Watching(loop, viewer, subscription));
    if (random.nextBoolean()) {
      Watching leaving = watching.get(random.nextInt(watching.size()));
      leaving.loop.submit(leaving.subscription::cancel).get(5, TimeUnit.SECONDS);
    }
  }

  /** Until every loop has done what the others asked of it, and the last sound has gone out. */
  private void settle() throws Exception {
    for (int round = 0; round < 4; round++) {
      for (EventLoop loop : loops) {
        loop.schedule(() -> {}, Duration.ofMillis(60).toMillis(), TimeUnit.MILLISECONDS)
            .get(5, TimeUnit.SECONDS);
      }
    }
  }

  private EventLoop anyLoop() {
    return loops.get(random.nextInt(loops.size()));
  }

  private final class Recorder implements StreamListener {
    @Override
    public void onTag(FlvTag tag) {
      published.add(tag);
    }

    @Override
    public void onInterrupted() {}

    @Override
    public void onResumed() {}

    @Override
    public void onEnded() {}
  }
}
