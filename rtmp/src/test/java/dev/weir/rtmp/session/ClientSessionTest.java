package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.testkit.bytes.ChoppyInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our client against our server, over an imaginary wire that cuts the bytes anywhere. */
class ClientSessionTest {

  private static final String URL = "rtmp://push.example:1935/live/demo01?auth_key=1-0-0-f";
  private static final List<FlvTag> TAGS =
      List.of(
          new ScriptTag(0, new byte[] {2, 0, 1, 'x'}),
          new VideoTag(0, new byte[70_000]),
          new AudioTag(0x1234567, new byte[300]),
          new VideoTag(0x7000_0000L, new byte[200_000]),
          new AudioTag(0x7000_0001L, new byte[2]),
          new VideoTag(0xE000_0000L, new byte[2]),
          new AudioTag(0xE000_0001L, new byte[2]),
          new VideoTag(0x1_0000_0005L, new byte[70_000]),
          new AudioTag(0x1_0000_0006L, new byte[2]));

  @Test
  void publishes() {
    Wire wire = new Wire(ClientGoal.publish(URL));
    wire.run();
    assertThat(wire.serverSaw(SessionAction.PublishRequested.class).request().query())
        .isEqualTo("auth_key=1-0-0-f");
    assertThat(wire.serverSaw(SessionAction.PublishRequested.class).request().connect().enhanced())
        .isEqualTo(EnhancedCapabilities.WEIR);
    assertThatThrownBy(() -> wire.client.encode(TAGS.getFirst()))
        .isInstanceOf(IllegalStateException.class);
    wire.perform(wire.server.accept(0));
    wire.run();
    assertThat(wire.news).containsExactly(new ClientAction.Started());
    for (FlvTag tag : TAGS) {
      wire.toServer.add(wire.client.encode(tag));
    }
    wire.toServer.add(wire.client.leave());
    wire.run();
    assertThat(wire.actions.stream().filter(SessionAction.Media.class::isInstance))
        .extracting(media -> ((SessionAction.Media) media).tag())
        .containsExactlyElementsOf(TAGS);
    assertThat(wire.serverSaw(SessionAction.PublishEnded.class).reason())
        .isEqualTo(new EndReason.Finished());
  }

  @Test
  void plays() {
    Wire wire = new Wire(ClientGoal.play(URL));
    wire.run();
    wire.perform(wire.server.accept(0));
    TAGS.forEach(tag -> wire.toClient.add(PlayedTag.encode(tag)));
    wire.perform(wire.server.finish());
    wire.run();
    assertThat(wire.news.getFirst()).isEqualTo(new ClientAction.Started());
    assertThat(wire.news.stream().filter(ClientAction.Media.class::isInstance))
        .extracting(media -> ((ClientAction.Media) media).tag())
        .endsWith(TAGS.toArray(FlvTag[]::new));
    assertThat(wire.news)
        .contains(
            new ClientAction.Ended("NetStream.Play.UnpublishNotify", "The stream has ended."));
  }

  @Test
  void hearsWhyItIsRefused() {
    Wire wire = new Wire(ClientGoal.publish(URL));
    wire.run();
    wire.perform(wire.server.refuse(FaultCode.PUBLISH_NAME_TAKEN, "by somebody"));
    wire.run();
    assertThat(wire.news)
        .containsExactly(
            new ClientAction.Ended(
                "NetStream.Publish.BadName", FaultCode.PUBLISH_NAME_TAKEN.sentence()));
  }

  @Test
  void takesUrlsApart() {
    assertThat(ClientGoal.play("rtmp://h:1/a/b/c?d=/e"))
        .isEqualTo(new ClientGoal(false, "rtmp://h:1/a/b", "a/b", "c?d=/e"));
    for (String bad : List.of("rtmp://h", "rtmp://h/", "rtmp://h/a", "h/a/b")) {
      assertThatThrownBy(() -> ClientGoal.publish(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Both ends and what is on its way between them. */
  private static final class Wire {

    private final ClientSession client;
    private final ServerSession server =
        new ServerSession(SessionDeadlines.STANDARD, new byte[ServerHandshake.RANDOM_BYTES], 0);

    private final Deque<byte[]> toServer = new ArrayDeque<>();
    private final Deque<byte[]> toClient = new ArrayDeque<>();
    private final List<SessionAction> actions = new ArrayList<>();
    private final List<ClientAction> news = new ArrayList<>();
    private long seed;

    Wire(ClientGoal goal) {
      client = new ClientSession(goal, new byte[ClientHandshake.RANDOM_BYTES]);
      toServer.add(client.opening());
    }

    void run() {
      while (!toServer.isEmpty() || !toClient.isEmpty()) {
        if (!toServer.isEmpty()) {
          for (byte[] part : ChoppyInput.inRandomPieces(toServer.remove(), 3_000, seed++)) {
            perform(server.receive(ByteCursor.of(part), 0));
          }
        }
        if (!toClient.isEmpty()) {
          for (byte[] part : ChoppyInput.inRandomPieces(toClient.remove(), 3_000, seed++)) {
            client.receive(ByteCursor.of(part)).forEach(this::note);
          }
        }
      }
    }

    void perform(List<SessionAction> performed) {
      for (SessionAction action : performed) {
        if (action instanceof SessionAction.Send(byte[] bytes)) {
          toClient.add(bytes);
        } else {
          actions.add(action);
        }
      }
    }

    <T extends SessionAction> T serverSaw(Class<T> kind) {
      return actions.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private void note(ClientAction action) {
      if (action instanceof ClientAction.Send(byte[] bytes)) {
        toServer.add(bytes);
      } else {
        news.add(action);
      }
    }
  }
}
