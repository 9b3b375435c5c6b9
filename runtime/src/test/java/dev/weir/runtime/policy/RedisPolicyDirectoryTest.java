package dev.weir.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.replica.ReplicaPlace;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher and a directory with a real Redis between them, which comes and goes. */
class RedisPolicyDirectoryTest {

  private static final DomainName A = new DomainName("a.example");
  private static final DomainName B = new DomainName("b.example");

  @TempDir private Path directory;

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final SealedBox box = SealedBox.of(ClusterSecret.random(new SecureRandom()));
  private Path snapshotFile = Path.of("");
  private RedisBus bus = RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final PolicyPublisher publisher = new RedisPolicyPublisher(bus, box, time);

  @BeforeEach
  void place() {
    snapshotFile = directory.resolve("policies/snapshot");
  }

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void knowsNothingUntilSomethingWasPublished() {
    RedisPolicyDirectory node = open();
    assertThat(node.loaded()).isFalse();
    assertThat(node.find(A)).isEmpty();
    Soon.of(publisher.republishAll(List.of()));
    Soon.of(node.ready());
    assertThat(node.loaded()).isTrue();
    assertThat(node.all()).isEmpty();
  }

  @Test
  void loadsWhatWasPublishedBeforeItStarted() {
    DomainPolicy a = Policies.whole("a.example", 1);
    DomainPolicy b = Policies.bare("b.example", 2);
    Soon.of(publisher.republishAll(List.of(a, b)));
    RedisPolicyDirectory node = open();
    Soon.of(node.ready());
    assertThat(node.all()).containsExactlyInAnyOrder(a, b);
  }

  @Test
  void hearsOfChangesAndRemovalsAtOnceAndTellsItsListeners() {
    Soon.of(publisher.republishAll(List.of(Policies.bare("a.example", 1))));
    RedisPolicyDirectory node = loaded();
    List<DomainName> told = new CopyOnWriteArrayList<>();
    node.onChange(told::add);

    long start = System.nanoTime();
    Soon.of(publisher.publish(Policies.whole("a.example", 2)));
    Soon.until("changed", () -> version(node, A) == 2);
    Soon.of(publisher.publish(Policies.bare("b.example", 3)));
    Soon.until("added", () -> node.find(B).isPresent());
    Soon.of(publisher.remove(A));
    Soon.until("removed", () -> node.find(A).isEmpty());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(told).containsExactly(A, B, A);
  }

  @Test
  void neverGoesBackToASmallerVersion() {
    Soon.of(publisher.publish(Policies.bare("a.example", 5)));
    RedisPolicyDirectory node = loaded();
    Soon.of(publisher.publish(Policies.bare("a.example", 4)));
    Soon.of(publisher.republishAll(List.of(Policies.bare("a.example", 3))));
    Soon.of(publisher.publish(Policies.bare("b.example", 1)));
    Soon.until("b arrived", () -> node.find(B).isPresent());
    assertThat(version(node, A)).isEqualTo(5);
    assertThat(version(loaded(), A)).isEqualTo(5);
  }

  @Test
  void republishingRemovesWhatIsNoLongerThere() {
    Soon.of(
        publisher.republishAll(
            List.of(Policies.bare("a.example", 1), Policies.bare("b.example", 2))));
    RedisPolicyDirectory node = loaded();
    Soon.of(publisher.republishAll(List.of(Policies.bare("b.example", 2))));
    Soon.until("a is gone", () -> node.find(A).isEmpty());
    assertThat(node.find(B)).isPresent();
  }

  @Test
  void forgetsNothingWhenRedisComesBackEmptyAndLearnsAgainWhenItIsFilled() {
    Soon.of(publisher.publish(Policies.bare("a.example", 1)));
    RedisPolicyDirectory node = loaded();

    redis.stop();
    Soon.until("away", () -> !bus.available());
    assertThat(node.find(A)).isPresent();
    redis.startAgain();
    Soon.until("back", () -> bus.available());
    Soon.until("subscribed", () -> Soon.of(bus.publish(PolicyKeys.CHANNEL, "*")) > 0);
    assertThat(node.find(A)).isPresent();

    Soon.of(
        publisher.republishAll(
            List.of(Policies.bare("a.example", 1), Policies.bare("b.example", 2))));
    Soon.until("learnt", () -> node.find(B).isPresent());
    assertThat(node.find(A)).isPresent();
  }

  @Test
  void doesNotBelieveARedisThatCameBackWithAnOldMemory() {
    Soon.of(publisher.publish(Policies.whole("a.example", 1)));
    String old = Soon.of(bus.hget(PolicyKeys.HASH, "a.example")).orElseThrow();
    time.advance(Duration.ofMinutes(1));
    Soon.of(publisher.remove(A));
    Soon.of(publisher.publish(Policies.bare("b.example", 2)));
    RedisPolicyDirectory node = loaded();

    redis.stop();
    Soon.until("away", () -> !bus.available());
    redis.startAgain();
    Soon.until("back", () -> bus.available());
    Soon.of(bus.hset(PolicyKeys.HASH, "a.example", old));
    Soon.of(bus.hset(PolicyKeys.HASH, ReplicaPlace.REVISION_FIELD, "5"));
    Soon.until("subscribed", () -> Soon.of(bus.publish(PolicyKeys.CHANNEL, "a.example")) > 0);
    Soon.of(bus.publish(PolicyKeys.CHANNEL, ReplicaPlace.EVERYTHING));
    Soon.of(bus.get("anything"));

    assertThat(node.find(A)).isEmpty();
    assertThat(node.find(B)).isPresent();
    time.advance(Duration.ofMinutes(1));
    Soon.of(publisher.publish(Policies.bare("c.example", 3)));
    Soon.until("goes on", () -> node.find(new DomainName("c.example")).isPresent());
  }

  @Test
  void startsFromItsDiskWhileRedisIsAwayAndThenCatchesUp() throws IOException {
    Soon.of(publisher.publish(Policies.whole("a.example", 7)));
    RedisPolicyDirectory before = loaded();
    Soon.until("on disk", () -> Files.exists(snapshotFile));
    Soon.of(before.close());
    redis.stop();
    Soon.until("away", () -> !bus.available());

    RedisPolicyDirectory node = open();
    assertThat(node.loaded()).isTrue();
    assertThat(node.find(A)).contains(Policies.whole("a.example", 7));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshotFile)))
        .isEqualTo("rw-------");

    redis.startAgain();
    Soon.until("back", () -> bus.available());
    Soon.of(publisher.republishAll(List.of(Policies.whole("a.example", 8))));
    Soon.until("caught up", () -> version(node, A) == 8);
  }

  @Test
  void doesNotBelieveASnapshotThatIsTooOldOrWasChanged() throws IOException {
    Soon.of(publisher.publish(Policies.whole("a.example", 7)));
    RedisPolicyDirectory before = loaded();
    Soon.until("on disk", () -> Files.exists(snapshotFile));
    Soon.of(before.close());
    redis.stop();

    time.advance(Duration.ofHours(25));
    assertThat(open().loaded()).isFalse();
    time.jumpTo(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(open().loaded()).isTrue();

    byte[] bytes = Files.readAllBytes(snapshotFile);
    bytes[bytes.length / 2] = bytes[bytes.length / 2] == 'A' ? (byte) 'B' : (byte) 'A';
    Files.write(snapshotFile, bytes);
    assertThat(open().loaded()).isFalse();
  }

  @Test
  void keepsSigningKeysSealedInRedisAndOnDisk() throws IOException {
    Soon.of(publisher.publish(Policies.whole("a.example", 7)));
    Soon.of(loaded().close());
    Soon.until("on disk", () -> Files.exists(snapshotFile));
    String inRedis =
        Soon.of(bus.sendBulk(Request.cmd(Command.HGETALL).arg(PolicyKeys.HASH))).toString();
    String onDisk = Files.readString(snapshotFile, StandardCharsets.ISO_8859_1);
    for (String text : List.of(inRedis, onDisk)) {
      assertThat(text)
          .hasSizeGreaterThan(100)
          .doesNotContain(Policies.SECRET)
          .doesNotContain(Policies.SECONDARY);
    }
    assertThat(onDisk).doesNotContain("a.example");
  }

  @Test
  void keepsTheLastPolicyWhenANewOneCannotBeRead() {
    Soon.of(publisher.publish(Policies.bare("a.example", 1)));
    RedisPolicyDirectory node = loaded();
    SealedBox foreign = SealedBox.of(ClusterSecret.random(new SecureRandom()));
    Soon.of(new RedisPolicyPublisher(bus, foreign, time).publish(Policies.whole("a.example", 2)));
    Soon.of(publisher.publish(Policies.bare("b.example", 1)));
    Soon.until("b arrived", () -> node.find(B).isPresent());
    assertThat(version(node, A)).isEqualTo(1);
  }

  private RedisPolicyDirectory open() {
    return RedisPolicyDirectory.open(vertx, bus, box, snapshotFile, time);
  }

  private RedisPolicyDirectory loaded() {
    RedisPolicyDirectory node = open();
    Soon.of(node.ready());
    return node;
  }

  private static long version(PolicyDirectory node, DomainName domain) {
    return node.find(domain).map(DomainPolicy::version).orElse(-1L);
  }
}
