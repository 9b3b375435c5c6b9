package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.PingRequest;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.PlayedTag;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Peers that have stopped reading: their queue is seen, and a cut works on them at once, also
 * behind TLS. The public close would wait for them.
 */
class StalledPeersTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final int QUEUE_BYTES = 8 << 20;

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
  void aPlayerThatStopsReadingIsCutAtOnce() throws Exception {
    cutWhileStalled(SocketClient.narrow(door.port()));
  }

  @Test
  void aPlayerThatStopsReadingIsCutAtOnceBehindTls() throws Exception {
    SSLContext trusting = TlsClient.trustingAnybody();
    Socket socket = trusting.getSocketFactory().createSocket("localhost", door.verticle.tlsPort());
    cutWhileStalled(new SocketClient(socket));
  }

  @Test
  void aPeerThatLeavesItsAnswersUnreadIsClosed() throws Exception {
    try (SocketClient flood = SocketClient.narrow(door.port())) {
      ChunkWriter writer = new ChunkWriter(128);
      flood.send(new ClientHandshake(new byte[ClientHandshake.RANDOM_BYTES]).opening());
      flood.send(new byte[1536]);
      CommandMessage connect =
          CommandMessage.ofConnection("connect", 1, AmfObject.builder().put("app", "a").toObject());
      flood.send(writer.toBytes(connect.write()));
      ByteSink questions = new ByteSink(1 << 20);
      for (int i = 0; i < 20_000; i++) {
        writer.write(new PingRequest(i).write(), questions);
        writer.write(
            CommandMessage.ofConnection("createStream", i, new AmfNull()).write(), questions);
      }
      byte[] bytes = questions.toByteArray();
      Await.until(
          "the close",
          OpenDoor.SOON,
          () -> {
            try {
              flood.send(bytes);
              return false;
            } catch (SocketException closed) {
              return true;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      door.awaitFault(FaultCode.PEER_STALLED, 1);
    }
  }

  private void cutWhileStalled(SocketClient player) throws Exception {
    try (SocketClient publisher = SocketClient.publishing(door.port(), "demo01");
        player) {
      publisher.send(new VideoTag(0, new byte[] {0x17, 1, 0, 0, 0}));
      player.begin(ClientGoal.play(door.url("demo01"))).expect(ClientAction.Started.class);
      MemoryDesks.Player played = door.memory.players.getFirst();
      assertThat(pendingBytesAfterFilling(played.peer)).isGreaterThan(QUEUE_BYTES / 2);
      long start = System.nanoTime();
      played.peer.cut(FaultCode.VIEWER_TOO_SLOW, "a test");
      door.awaitFault(FaultCode.VIEWER_TOO_SLOW, 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
      assertThat(played.ended).isTrue();
      Await.until("the memory is free", OpenDoor.SOON, () -> pendingBytes(played.peer) == 0);
    }
  }

  private static long pendingBytesAfterFilling(RtmpPeer peer) throws Exception {
    CompletableFuture<Long> pending = new CompletableFuture<>();
    byte[] frame = PlayedTag.encode(new VideoTag(0, new byte[64 << 10]));
    peer.context()
        .runOnContext(_ -> {
          for (int queued = 0; queued < 2 * QUEUE_BYTES; queued += frame.length) {
            peer.write(Unpooled.wrappedBuffer(frame));
          }
          peer.flush();
          pending.complete(peer.pendingBytes());
        });
    return pending.get(10, TimeUnit.SECONDS);
  }

  private static long pendingBytes(RtmpPeer peer) {
    CompletableFuture<Long> pending = new CompletableFuture<>();
    peer.context().runOnContext(_ -> pending.complete(peer.pendingBytes()));
    return pending.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
