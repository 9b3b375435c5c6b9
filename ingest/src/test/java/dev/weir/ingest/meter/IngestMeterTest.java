package dev.weir.ingest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An encoder comes, goes, and comes back, while a clock is moved by hand. */
@Timeout(30)
class IngestMeterTest {

  private static final StreamAddress ADDRESS =
      new StreamAddress(
          new TenantId(new UUID(0, 1)),
          new DomainName("push.example.com"),
          new AppName("live"),
          new StreamName("demo"));
  private static final FlvTag START = new AudioTag(0, HexFormat.of().parseHex("af001210"));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final ManualTimeSource time = ManualTimeSource.at(Instant.EPOCH);
  private final MemoryMeters meters = new MemoryMeters();
  private final StreamRegistry streams =
      new StreamRegistry(StreamConfig.defaults(), time, List.of(new IngestMeter(meters, time)));

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private <T> T on(Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(_ -> done.complete(task.get()));
    return done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Publication publish(PublishTerms terms) {
    return on(() -> streams.publish(terms, NettyLoop.of(context), (_, _) -> {}));
  }

  private static PublishTerms terms() {
    return new PublishTerms(ADDRESS, false, Duration.ofMinutes(1), 1, "software", "192.0.2.1");
  }

  private void send(Publication publication, FlvTag tag) {
    on(() -> {
      publication.publish(tag);
      return tag;
    });
  }

  private void end(Publication publication) {
    on(() -> {
      publication.end();
      return publication;
    });
  }

  private long counted(MeterDetail detail) {
    return meters.counted(MeterKey.pushed(ADDRESS, Optional.empty(), detail));
  }

  @Test
  void bytesAndTheTimeThatTheEncoderIsThere() {
    Publication first = publish(terms());
    time.advance(Duration.ofMillis(1_500));
    send(first, START);
    send(first, new AudioTag(0, new byte[] {(byte) 0xaf, 1, 2, 3, 4, 5}));
    assertThat(counted(MeterDetail.PUSH_BYTES)).isEqualTo(10);
    assertThat(counted(MeterDetail.PUSH_TIME)).isEqualTo(1_500);

    time.advance(Duration.ofMillis(500));
    end(first);
    time.advance(Duration.ofSeconds(20));
    Publication second = publish(terms());
    time.advance(Duration.ofSeconds(3));
    end(second);
    streams.close();

    assertThat(counted(MeterDetail.PUSH_TIME)).isEqualTo(5_000);
    assertThat(counted(MeterDetail.PUSH_BYTES)).isEqualTo(10);
  }

  @Test
  void aRenditionIsNotPushed() {
    StreamAddress rendition =
        ADDRESS.named(new TemplateId("lhd").rendition(ADDRESS.stream()).orElseThrow());
    Publication made = publish(PublishTerms.rendition(rendition, Duration.ofMinutes(1), "own"));
    send(made, START);
    end(made);
    streams.close();
    assertThat(meters.byDetail()).isEmpty();
  }
}
