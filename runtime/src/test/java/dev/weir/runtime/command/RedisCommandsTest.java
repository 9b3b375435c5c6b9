package dev.weir.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.command.EndStream;
import dev.weir.contract.command.StartRecording;
import dev.weir.contract.command.StopRecording;
import dev.weir.contract.command.StreamCommand;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.CommandJson;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes listen, of which one has the stream. */
@Timeout(60)
class RedisCommandsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final RedisUnderTest redis = new RedisUnderTest();
  private final Vertx vertx = Vertx.vertx();
  private final RedisBus bus =
      RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(2));
  private final ManualTimeSource time = ManualTimeSource.at(NOW);
  private final SealedBox box = box("5a");
  private final List<StreamCommand> carriedOut = new CopyOnWriteArrayList<>();
  private final RedisStreamCommands commands = RedisStreamCommands.open(bus, box, time);

  @BeforeEach
  void openNodes() {
    CommandDesk.open(bus, box, time, _ -> false);
    CommandDesk.open(
        bus,
        box,
        time,
        command -> {
          boolean here = command.address().equals(address("here"));
          if (here) {
            carriedOut.add(command);
          }
          return here;
        });
    Promise<Void> listening = Promise.promise();
    bus.onSubscribed(listening::tryComplete);
    Soon.of(listening.future());
  }

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    redis.close();
  }

  @Test
  void theNodeThatHasTheStreamEndsItAndSaysSo() {
    assertThat(Soon.of(commands.end(address("here"), FaultCode.STREAM_ENDED_BY_TENANT))).isTrue();
    assertThat(carriedOut).singleElement().isInstanceOf(EndStream.class);
  }

  @Test
  void recordingIsBegunAndEndedWhereTheStreamIs() {
    assertThat(Soon.of(commands.startRecording(address("here")))).isTrue();
    assertThat(Soon.of(commands.stopRecording(address("here")))).isTrue();

    assertThat(carriedOut.getFirst()).isInstanceOf(StartRecording.class);
    assertThat(carriedOut.getLast()).isInstanceOf(StopRecording.class);
  }

  @Test
  void whereNobodyHasTheStreamNobodyAnswers() {
    assertThat(Soon.of(commands.end(address("gone"), FaultCode.STREAM_ENDED_BY_TENANT))).isFalse();
    assertThat(carriedOut).isEmpty();
  }

  @Test
  void whatIsForeignOrOldIsNotCarriedOut() {
    tell(box("77"), NOW);
    tell(box, NOW.minus(CommandChannel.MAX_AGE).minusSeconds(1));
    Soon.of(bus.publish(CommandChannel.COMMANDS, "nonsense"));
    Soon.of(commands.end(address("here"), FaultCode.STREAM_ENDED_BY_TENANT));

    assertThat(carriedOut).hasSize(1);
  }

  private void tell(SealedBox sender, Instant issuedAt) {
    EndStream command =
        new EndStream(
            UUID.randomUUID(), address("here"), FaultCode.STREAM_ENDED_BY_TENANT, issuedAt);
    Soon.of(
        bus.publish(
            CommandChannel.COMMANDS,
            sender.seal(CommandJson.write(command), CommandChannel.COMMAND_SEAL)));
  }

  private static SealedBox box(String secret) {
    return SealedBox.of(ClusterSecret.parse(secret.repeat(ClusterSecret.BYTES)));
  }

  private static StreamAddress address(String name) {
    return new StreamAddress(
        Policies.TENANT,
        new DomainName("push.example.com"),
        new AppName("live"),
        new StreamName(name));
  }
}
