package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.EndReason;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door and its desks over real sockets: who is asked, who is told, in which order. */
class ConnectionsTest {

  private static final VideoTag KEY_FRAME = new VideoTag(0, new byte[] {0x17, 1, 0, 0, 0});

  private OpenDoor door;

  @BeforeEach
  void open() throws Exception {
    door = OpenDoor.standard();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aSecondPublisherIsRefusedAndTheFirstOneGoesOn() throws Exception {
    try (SocketClient first = publish("demo01");
        SocketClient second = SocketClient.silent(door.port()).begin(goal("demo01"))) {
      ClientAction.Ended ended = second.expect(ClientAction.Ended.class);
      assertThat(ended.code()).isEqualTo("NetStream.Publish.BadName");
      assertThat(ended.description()).isEqualTo(FaultCode.PUBLISH_NAME_TAKEN.sentence());
      second.awaitClose();
      door.awaitFault(FaultCode.PUBLISH_NAME_TAKEN, 1);
      first.send(KEY_FRAME);
      awaitTags("demo01", 1);
    }
  }

  @Test
  void nothingIsLostWhileTheDeskThinks() throws Exception {
    Promise<Void> verdict = Promise.promise();
    door.memory.gate = _ -> verdict.future();
    try (SocketClient impatient = SocketClient.silent(door.port()).begin(goal("slow"))) {
      impatient.talkUntil(() -> !door.memory.publishRequests.isEmpty());
      verdict.complete();
      impatient.expect(ClientAction.Started.class);
      impatient.send(KEY_FRAME);
      awaitTags("slow", 1);
    }
  }

  @Test
  void aPublisherThatLeavesDuringTheDecisionEndsAtOnceAfterIt() throws Exception {
    Promise<Void> verdict = Promise.promise();
    door.memory.gate = _ -> verdict.future();
    try (SocketClient patient = SocketClient.silent(door.port()).begin(goal("patient"));
        SocketClient fickle = SocketClient.silent(door.port()).begin(goal("fickle"))) {
      patient.talkUntil(() -> door.memory.publishRequests.size() == 1);
      fickle.talkUntil(() -> door.memory.publishRequests.size() == 2);
      fickle.hangUp();
      door.awaitFault(FaultCode.PEER_CLOSED, 1);
      verdict.complete();
      awaitEnd("fickle", FaultCode.PEER_CLOSED);
      patient.expect(ClientAction.Started.class);
      assertThat(door.memory.stream("patient").end).isNull();
    }
  }

  @Test
  void aDeskThatFailsIsNotThePeersFault() throws Exception {
    door.memory.gate = _ -> Future.failedFuture(new IllegalStateException("out of order"));
    try (SocketClient client = SocketClient.silent(door.port()).begin(goal("x"))) {
      assertThat(client.expect(ClientAction.Ended.class).description())
          .isEqualTo(FaultCode.INTERNAL.sentence());
      door.awaitFault(FaultCode.INTERNAL, 1);
    }
    door.memory.gate =
        _ -> {
          throw new IllegalStateException("not even a future");
        };
    try (SocketClient client = SocketClient.silent(door.port()).begin(goal("x"))) {
      client.expect(ClientAction.Ended.class);
      door.awaitFault(FaultCode.INTERNAL, 2);
    }
  }

  @Test
  void aSessionThatCannotTakeATagEndsItsPublish() throws Exception {
    expectEnd(
        FaultCode.PUBLISH_MEDIA_MALFORMED,
        _ -> {
          throw new MalformedMediaException("no");
        });
    expectEnd(
        FaultCode.CODEC_NOT_IN_CONTAINER,
        _ -> {
          throw new WeirFault(FaultCode.CODEC_NOT_IN_CONTAINER, "no");
        });
    expectEnd(
        FaultCode.INTERNAL,
        _ -> {
          throw new IllegalStateException("no");
        });
  }

  @Test
  void aPublisherMayBeCutFromAnyThread() throws Exception {
    try (SocketClient client = publish("cut")) {
      RecordingPublisher stream = door.memory.stream("cut");
      stream.peer.cut(FaultCode.PUBLISH_TAKEN_OVER, "by a test");
      stream.peer.cut(FaultCode.PUBLISH_TAKEN_OVER, "twice");
      assertThat(client.expect(ClientAction.Ended.class).description())
          .isEqualTo(FaultCode.PUBLISH_TAKEN_OVER.sentence());
      client.awaitClose();
      awaitEnd("cut", FaultCode.PUBLISH_TAKEN_OVER);
      door.awaitFault(FaultCode.PUBLISH_TAKEN_OVER, 1);
      assertThat(door.faults.total(FaultCode.PUBLISH_TAKEN_OVER)).isEqualTo(1);
    }
  }

  @Test
  void aCutFromWithinATagStopsTheTagsBehindIt() throws Exception {
    try (SocketClient client = publish("within")) {
      RecordingPublisher stream = door.memory.stream("within");
      stream.also = _ -> stream.peer.cut(FaultCode.PUBLISH_TAKEN_OVER, "now");
      client.send(KEY_FRAME);
      client.send(KEY_FRAME);
      client.awaitClose();
      awaitEnd("within", FaultCode.PUBLISH_TAKEN_OVER);
      assertThat(stream.tags).hasSize(1);
    }
  }

  @Test
  void aPlayerGetsTheStreamAndItsEnd() throws Exception {
    try (SocketClient publisher = publish("demo01");
        SocketClient player =
            SocketClient.silent(door.port()).begin(ClientGoal.play(door.url("demo01")))) {
      player.expect(ClientAction.Started.class);
      player.expect(ClientAction.Media.class);
      publisher.send(KEY_FRAME);
      assertThat(player.expect(ClientAction.Media.class).tag()).isEqualTo(KEY_FRAME);
      publisher.leave();
      assertThat(player.expect(ClientAction.Ended.class).code())
          .isEqualTo("NetStream.Play.UnpublishNotify");
      player.hangUp();
      Await.until("the player's end", OpenDoor.SOON, () -> door.memory.players.getFirst().ended);
      assertThat(door.memory.players.getFirst().end).isEqualTo(new EndReason.Finished());
      door.awaitFault(FaultCode.STREAM_ENDED, 1);
    }
  }

  @Test
  void aPlayerThatGoesAwayIsEnded() throws Exception {
    try (SocketClient publisher = publish("demo01")) {
      publisher.send(KEY_FRAME);
      SocketClient player =
          SocketClient.silent(door.port()).begin(ClientGoal.play(door.url("demo01")));
      player.expect(ClientAction.Started.class);
      player.hangUp();
      door.awaitFault(FaultCode.PEER_CLOSED, 1);
      assertThat(door.memory.players.getFirst().ended).isTrue();
    }
  }

  @Test
  void withoutRolesEverybodyIsSentAway() throws Exception {
    try (OpenDoor idle = OpenDoor.with().noRoles().open()) {
      for (ClientGoal goal :
          new ClientGoal[] {ClientGoal.publish(idle.url("a")), ClientGoal.play(idle.url("a"))}) {
        try (SocketClient client = SocketClient.silent(idle.port()).begin(goal)) {
          ClientAction.Ended ended = client.expect(ClientAction.Ended.class);
          assertThat(ended.code()).isEqualTo("NetConnection.Connect.Rejected");
          assertThat(ended.description()).isEqualTo(FaultCode.RTMP_ROLE_ABSENT.sentence());
        }
      }
      idle.awaitFault(FaultCode.RTMP_ROLE_ABSENT, 2);
    }
  }

  @Test
  void strangersAreCountedUntilTheyHaveARole() throws Exception {
    try (OpenDoor narrow = OpenDoor.with().maxPerAddress(2).open();
        SocketClient publisher = SocketClient.publishing(narrow.port(), "known")) {
      Await.until("its seat is free", OpenDoor.SOON, () -> narrow.waitingRoom.size() == 0);
      SocketClient one = SocketClient.silent(narrow.port());
      try (SocketClient two = SocketClient.silent(narrow.verticle.tlsPort())) {
        Await.until("two strangers", OpenDoor.SOON, () -> narrow.waitingRoom.size() == 2);
        try (SocketClient three = SocketClient.silent(narrow.port())) {
          assertThat(three.awaitClose()).isLessThan(2_000);
        }
        narrow.awaitFault(FaultCode.CONNECTIONS_EXCEEDED, 1);
        one.hangUp();
        Await.until("one left", OpenDoor.SOON, () -> narrow.waitingRoom.size() == 1);
        publisher.send(KEY_FRAME);
        assertThat(two.socket.isConnected()).isTrue();
      }
    }
  }

  @Test
  void twoInstancesShareTheirPorts() throws Exception {
    RtmpListenerConfig config = door.config(freePort(), freePort());
    Supplier<RtmpListenerVerticle> instances = () -> new RtmpListenerVerticle(door.shared(config));
    OpenDoor.await(door.vertx.deployVerticle(instances, new DeploymentOptions().setInstances(2)));
    Set<Context> contexts = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      String stream = "shared" + i;
      int port = config.plainPort();
      try (SocketClient client = SocketClient.publishing(port, stream)) {
        client.send(KEY_FRAME);
        contexts.add(door.memory.stream(stream).peer.context());
      }
      int tlsPort = config.tlsPort();
      Socket tls =
          TlsClient.trustingAnybody().getSocketFactory().createSocket("localhost", tlsPort);
      try (SocketClient client = new SocketClient(tls)) {
        client.begin(ClientGoal.play(door.url(stream))).expect(ClientAction.Started.class);
      }
    }
    assertThat(contexts).hasSize(2);
  }

  @Test
  void stopsWithAWordToEverybody() throws Exception {
    SocketClient client = publish("last");
    OpenDoor.await(door.vertx.undeploy(door.deploymentId));
    assertThat(client.expect(ClientAction.Ended.class).description())
        .isEqualTo(FaultCode.SHUTTING_DOWN.sentence());
    client.awaitClose();
    awaitEnd("last", FaultCode.SHUTTING_DOWN);
  }

  private void expectEnd(FaultCode code, Consumer<FlvTag> doing) throws Exception {
    try (SocketClient client = publish(code.name())) {
      door.memory.stream(code.name()).also = doing;
      client.send(KEY_FRAME);
      client.awaitClose();
      awaitEnd(code.name(), code);
      door.awaitFault(code, 1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private SocketClient publish(String stream) throws IOException {
    return SocketClient.publishing(door.port(), stream);
  }

  private ClientGoal goal(String stream) {
    return ClientGoal.publish(door.url(stream));
  }

  private void awaitTags(String stream, int count) {
    RecordingPublisher publisher = door.memory.stream(stream);
    Await.until(count + " tags", OpenDoor.SOON, () -> publisher.tags.size() >= count);
  }

  private void awaitEnd(String stream, FaultCode code) {
    Await.until("the stream", OpenDoor.SOON, () -> door.memory.streams.containsKey(stream));
    RecordingPublisher publisher = door.memory.stream(stream);
    Await.until("the end of " + stream, OpenDoor.SOON, () -> publisher.end != null);
    assertThat(publisher.end)
        .isInstanceOfSatisfying(
            EndReason.Faulted.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
