package dev.weir.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.event.LifecycleEvent;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.rtmp.listener.RtmpDesks;
import dev.weir.rtmp.listener.RtmpDoor;
import dev.weir.rtmp.listener.RtmpListenerConfig;
import dev.weir.rtmp.listener.RtmpListenerVerticle;
import dev.weir.rtmp.listener.WaitingRoom;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.MemoryLeases;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Finished;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ffmpeg pushes through the real door: what it sends is what the stream has. */
@Timeout(60)
class RealEncoderTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final SigningKey KEY = new SigningKey("k1", "keykeykeykeykeykey");

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<FaultCode> faults = new LinkedBlockingQueue<>();
  private final BlockingQueue<FlvTag> published = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final MemoryLeases leases =
      new MemoryLeases(new LeaseHolder(new NodeId("n"), new BootId("b"), "127.0.0.1", 9091));
  private final StreamRegistry streams =
      new StreamRegistry(
          StreamConfig.defaults(), TimeSource.system(), List.of(stream -> new Recorder()));
  private final BlockingQueue<LifecycleEvent> told = new LinkedBlockingQueue<>();
  private final PublishTeller teller =
      new PublishTeller(told::add, new NodeId("n"), new BootId("b"), TimeSource.system());
  private RtmpListenerVerticle listener;
  private Path source;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
    policies.put(
        new DomainPolicy(
            new TenantId(new UUID(0, 1)),
            new DomainName("127.0.0.1"),
            1,
            Optional.of(
                new PushPolicy(
                    Set.of(new AppName("live")),
                    Authentication.typeA(
                        true, new SigningKeyRing(List.of(KEY)), Duration.ofMinutes(30)),
                    PublisherRules.none(),
                    Set.of(),
                    Duration.ofSeconds(1),
                    10)),
            Optional.empty()));
    listener =
        new RtmpListenerVerticle(
            new RtmpDoor(
                "127.0.0.1",
                RtmpListenerConfig.read(anyPorts().reader()),
                SelfSignedCertificate.loadOrCreate(folder, Set.of(), TimeSource.system()).tls(),
                new RtmpDesks(
                    new IngestPublishDesk(policies, streams, leases, teller),
                    RtmpDesks.noPlayDesk()),
                new WaitingRoom(64, 64),
                TimeSource.system(),
                faults::add));
    vertx.deployVerticle(listener).await(10, TimeUnit.SECONDS);
    source = folder.resolve("source.flv");
    Ffmpeg.run(
        ("-f lavfi -i testsrc2=s=160x90:r=25:d=2 -f lavfi -i sine=f=440:r=44100:d=2"
                + " -pix_fmt yuv420p -c:v libx264 -preset veryfast -bf 2 -g 25 -c:a aac -y "
                + source)
            .split(" ", -1));
  }

  @AfterEach
  void close() {
    streams.close();
    vertx.close().await();
  }

  private static ConfigSource anyPorts() {
    return ConfigSource.load(
        Optional.empty(), Map.of(), Map.of("ingest.rtmp.port", "0", "ingest.rtmps.port", "0"));
  }

  private String url(SigningKey key) {
    return "rtmp://127.0.0.1:%d/live/demo?auth_key=%s"
        .formatted(listener.plainPort(), TypeASignature.sign("/live/demo", Instant.now(), key));
  }

  private Finished push(String url) {
    return Ffmpeg.run(LIMIT, List.of("-i", source.toString(), "-c", "copy", "-f", "flv", url));
  }

  private void awaitEvent(String event) throws InterruptedException {
    assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo(event);
  }

  private void isWhatWasPushed(StreamEnded ended) {
    assertThat(ended.reason()).isEqualTo(PublishEnd.FINISHED);
    assertThat(ended.begin().software()).contains("Lavf");
    assertThat(ended.tracks()).extracting(track -> track.codec()).containsExactly("H.264", "AAC");
    assertThat(ended.bytes()).isBetween(10_000L, source.toFile().length());
  }

  private List<FlvTag> takePublished() {
    List<FlvTag> taken = new ArrayList<>();
    published.drainTo(taken);
    return taken;
  }

  private static List<String> frames(List<FlvTag> tags, long fromMs) {
    return tags.stream()
        .filter(FlvTag::isCodedFrame)
        .map(tag -> (tag.timestampMs() - fromMs) + " " + tag.payload())
        .toList();
  }

  @Test
  void whatIsPushedIsWhatTheStreamHasAlsoWhenTheEncoderComesAgain() throws Exception {
    List<FlvTag> sent = new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(source)));
    push(url(KEY)).expectSuccess();
    awaitEvent("interrupted");
    List<FlvTag> first = takePublished();
    assertThat(frames(first, 0)).containsExactlyElementsOf(frames(sent, 0));

    push(url(KEY)).expectSuccess();
    awaitEvent("resumed");
    awaitEvent("interrupted");
    List<FlvTag> again = takePublished().stream().filter(FlvTag::isCodedFrame).toList();
    long sentFromMs =
        sent.stream().filter(FlvTag::isCodedFrame).findFirst().orElseThrow().timestampMs();
    assertThat(again.getFirst().timestampMs()).isGreaterThan(first.getLast().timestampMs());
    assertThat(frames(again, again.getFirst().timestampMs()))
        .containsExactlyElementsOf(frames(sent, sentFromMs));
    awaitEvent("ended");
  }

  @Test
  void whatAPublishWasIsTold() throws Exception {
    push(url(KEY)).expectSuccess();
    awaitEvent("interrupted");
    assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(StreamPublished.class);
    assertThat(told.poll(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(StreamEnded.class, this::isWhatWasPushed);
  }

  @Test
  void whoSignsWithTheWrongKeyIsTurnedAway() throws Exception {
    Finished refused = push(url(new SigningKey("k2", "anotherkeyanotherkey")));

    assertThat(refused.exitCode()).isNotZero();
    // Counted when its connection is gone, which the encoder's end does not wait for.
    assertThat(faults.poll(10, TimeUnit.SECONDS)).isEqualTo(FaultCode.SIGNATURE_WRONG);
    assertThat(streams.live()).isEmpty();
  }

  private final class Recorder implements StreamListener {
    @Override
    public void onTag(FlvTag tag) {
      published.add(tag);
    }

    @Override
    public void onInterrupted() {
      events.add("interrupted");
    }

    @Override
    public void onResumed() {
      events.add("resumed");
    }

    @Override
    public void onEnded() {
      events.add("ended");
    }
  }
}
