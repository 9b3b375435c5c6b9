package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.rtmp.session.SessionDeadlines;
import dev.weir.testkit.bytes.Hex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of bad input is closed with its code, counted once, within its deadline, and a stream
 * beside it goes on without a gap. The deadlines are ten times shorter than in life, and the peers
 * that wait for them wait together.
 */
class HostilePeersTest {

  private static final SessionDeadlines SHORT =
      new SessionDeadlines(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3));

  private static final Duration NO_GAP = Duration.ofSeconds(2);
  private static final long AT_ONCE_MS = 3_000;
  private static final long GRACE_MS = 2_000;
  private static final ChunkWriter WRITER = new ChunkWriter(128);

  private static OpenDoor door;
  private static Neighbour neighbour;

  @BeforeAll
  static void open() throws Exception {
    door = OpenDoor.with().deadlines(SHORT).open();
    neighbour = Neighbour.movesInto(door);
  }

  @AfterAll
  static void close() throws Exception {
    neighbour.close();
    door.close();
  }

  static Stream<Deed> deeds() {
    return Stream.of(
        at(Step.OPEN, FaultCode.RTMP_HANDSHAKE_MALFORMED, ascii("GET / HTTP/1.1\r\n\r\n")),
        at(Step.OPEN, FaultCode.RTMP_HANDSHAKE_MALFORMED, Hex.bytes("160301")),
        at(Step.SHAKEN, FaultCode.RTMP_AMF_MALFORMED, chunks(bomb())),
        at(Step.SHAKEN, FaultCode.RTMP_COMMAND_UNEXPECTED, chunks(command("publish", "a"))),
        at(Step.SHAKEN, FaultCode.RTMP_CHUNK_SIZE_INVALID, chunks(new SetChunkSize(0))),
        at(Step.SHAKEN, FaultCode.RTMP_CHUNK_SIZE_INVALID, chunks(new SetChunkSize(1L << 31))),
        at(Step.SHAKEN, FaultCode.RTMP_CHUNK_SIZE_INVALID, chunks(new SetChunkSize(1))),
        at(Step.SHAKEN, FaultCode.RTMP_CHUNK_MALFORMED, Hex.bytes("C3C3C3")),
        at(Step.SHAKEN, FaultCode.RTMP_CONTROL_MALFORMED, chunks(raw(5, "000000"))),
        at(
            Step.SHAKEN,
            FaultCode.RTMP_MESSAGE_TOO_LARGE,
            Hex.bytes("03 000000 010001 14 00000000")),
        at(Step.SHAKEN, FaultCode.RTMP_CHUNK_STREAMS_EXCEEDED, manyChunkStreams()),
        at(Step.SHAKEN, FaultCode.RTMP_UNFINISHED_BYTES_EXCEEDED, manyUnfinished()),
        at(Step.CONNECTED, FaultCode.RTMP_COMMAND_UNEXPECTED, chunks(connect())),
        at(
            Step.PUBLISHING,
            FaultCode.RTMP_MESSAGE_TOO_LARGE,
            Hex.bytes("06 000000 FFFFFF 09 01000000")),
        at(Step.PUBLISHING, FaultCode.RTMP_COMMAND_UNEXPECTED, chunks(command("play", "a"))));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void badBytesEndAtOnceAndHarmNobody(Deed deed) throws IOException {
    long before = door.faults.total(deed.code);
    try (SocketClient peer = atStep(deed.step, deed.code.name())) {
      peer.send(deed.bytes);
      assertThat(peer.awaitClose()).as("milliseconds").isLessThan(AT_ONCE_MS);
    }
    door.awaitFault(deed.code, before + 1);
    assertThat(door.faults.total(deed.code)).as("counted once").isEqualTo(before + 1);
    assertThat(neighbour.longestGap()).isLessThan(NO_GAP);
  }

  @Test
  void silenceEndsAtItsDeadlineAndHarmsNobody() throws Exception {
    List<Deed> deeds =
        List.of(
            at(Step.OPEN, FaultCode.RTMP_HANDSHAKE_TIMEOUT, new byte[0]),
            at(Step.OPEN, FaultCode.RTMP_HANDSHAKE_TIMEOUT, Hex.bytes("03 00000000 00000000")),
            at(Step.SHAKEN, FaultCode.RTMP_CONNECT_TIMEOUT, new byte[0]),
            at(Step.CONNECTED, FaultCode.RTMP_COMMAND_TIMEOUT, new byte[0]),
            at(Step.PUBLISHING, FaultCode.PUBLISHER_SILENT, new byte[0]),
            at(Step.PUBLISHING, FaultCode.PUBLISHER_SILENT, halfAMessage()));
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> outcomes = new ArrayList<>();
      for (int i = 0; i < deeds.size(); i++) {
        Deed deed = deeds.get(i);
        String name = "silent" + i;
        outcomes.add(together.submit(() -> msUntilClosed(deed, name)));
      }
      for (int i = 0; i < deeds.size(); i++) {
        long limitMs = deeds.get(i).step == Step.PUBLISHING ? 2_000 : 1_000;
        assertThat(outcomes.get(i).get(20, TimeUnit.SECONDS))
            .as("%s, milliseconds", deeds.get(i).code)
            .isBetween(limitMs / 2, limitMs + GRACE_MS);
      }
    }
    door.awaitFault(FaultCode.RTMP_HANDSHAKE_TIMEOUT, 2);
    door.awaitFault(FaultCode.RTMP_CONNECT_TIMEOUT, 1);
    door.awaitFault(FaultCode.RTMP_COMMAND_TIMEOUT, 1);
    door.awaitFault(FaultCode.PUBLISHER_SILENT, 2);
    assertThat(neighbour.longestGap()).isLessThan(NO_GAP);
  }

  private static long msUntilClosed(Deed deed, String name) throws IOException {
    try (SocketClient peer = atStep(deed.step, name)) {
      peer.send(deed.bytes);
      return peer.awaitClose();
    }
  }

  private static SocketClient atStep(Step step, String name) throws IOException {
    if (step == Step.PUBLISHING) {
      return SocketClient.publishing(door.port(), name);
    }
    SocketClient peer = SocketClient.silent(door.port());
    if (step != Step.OPEN) {
      ClientHandshake handshake = new ClientHandshake(new byte[ClientHandshake.RANDOM_BYTES]);
      peer.send(handshake.opening());
      peer.send(new byte[1536]);
    }
    if (step == Step.CONNECTED) {
      peer.send(chunks(connect()));
    }
    return peer;
  }

  private static Deed at(Step step, FaultCode code, byte[] bytes) {
    return new Deed(step, code, bytes);
  }

  private static RtmpMessage connect() {
    return CommandMessage.ofConnection(
        "connect",
        1,
        AmfObject.builder().put("app", "live").put("tcUrl", "rtmp://h/live").toObject());
  }

  private static RtmpMessage command(String name, String stream) {
    return new CommandMessage(1, name, 0, List.of(new AmfNull(), new AmfString(stream)));
  }

  private static RawMessage bomb() {
    ByteSink bomb =
        new ByteSink(66_000).bytes(Hex.bytes("020007 636f6e6e656374 00 3ff0000000000000"));
    for (int i = 0; i < 16_000; i++) {
      bomb.u8(3).u16(1).u8('a');
    }
    return new RawMessage(3, 20, 0, 0, bomb.toByteArray());
  }

  private static byte[] manyChunkStreams() {
    ByteSink sink = new ByteSink(1_000);
    for (int id = 2; id < 67; id++) {
      WRITER.write(new RawMessage(id, 99, 0, 0, new byte[0]), sink);
    }
    return sink.toByteArray();
  }

  private static byte[] manyUnfinished() {
    ByteSink sink = new ByteSink(400_000);
    for (int id = 3; id < 8; id++) {
      byte[] whole = WRITER.toBytes(new RawMessage(id, 20, 0, 0, new byte[65_536]));
      sink.bytes(whole, 0, whole.length - 129);
    }
    return sink.toByteArray();
  }

  private static byte[] halfAMessage() {
    return Hex.bytes("06 000000 100000 09 01000000 1701");
  }

  private static RawMessage raw(int typeId, String hex) {
    return new RawMessage(2, typeId, 0, 0, Hex.bytes(hex));
  }

  private static byte[] chunks(RtmpMessage message) {
    return chunks(message.write());
  }

  private static byte[] chunks(RawMessage message) {
    return WRITER.toBytes(message);
  }

  private static byte[] ascii(String text) {
    return new ByteSink(text.length()).ascii(text).toByteArray();
  }

  /** How far a peer behaves. */
  enum Step {
    OPEN,
    SHAKEN,
    CONNECTED,
    PUBLISHING
  }

  /** What it does then, and how that is called. */
  record Deed(Step step, FaultCode code, byte[] bytes) {

    @Override
    public String toString() {
      return step + " " + code;
    }
  }
}
