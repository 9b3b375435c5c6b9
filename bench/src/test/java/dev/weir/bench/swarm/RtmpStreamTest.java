package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.bench.source.Stamp;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.message.AudioMessage;
import dev.weir.rtmp.message.PingRequest;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.rtmp.message.VideoMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A viewer's chunk streams, fed in pieces of all sizes. */
final class RtmpStreamTest {

  private static final ChunkWriter SMALL = new ChunkWriter(128);
  private static final ChunkWriter LARGE = new ChunkWriter(4096);
  private static final long READ_NANOS = 2_000_000;

  private final ByteSink bytes = new ByteSink(1024);

  @Test
  void seesTheSameInPiecesOfAnySize() {
    for (int number = 0; number < 5; number++) {
      write(SMALL, picture(number, number * 40L));
      write(SMALL, sound(number * 21L));
    }
    write(SMALL, new SetChunkSize(4096));
    for (int number = 5; number < 10; number++) {
      write(LARGE, picture(number, number * 40L));
      write(LARGE, sound(number * 21L));
    }
    byte[] all = bytes.toByteArray();
    for (int pieceBytes = 1; pieceBytes <= all.length; pieceBytes += 13) {
      SwarmReport report = read(all, pieceBytes);

      assertThat(report.complaints(1)).as("pieces of %d", pieceBytes).isEmpty();
      assertThat(report.tags()).isEqualTo(20);
      assertThat(report.latency().count()).isEqualTo(10);
    }
  }

  @Test
  void addsUpTimesOfShortHeaders() {
    byte[] body = {(byte) 0xAF, 1, 0x21};
    write(SMALL, new AudioMessage(1, 1000, body));
    int id = bytes.toByteArray()[0] & 0x3F;
    bytes.u8(1 << 6 | id).u24(21).u24(3).u8(TagWatch.AUDIO).bytes(body);
    bytes.u8(2 << 6 | id).u24(22).bytes(body);
    bytes.u8(3 << 6 | id).bytes(body);
    byte[] all = bytes.toByteArray();

    SwarmReport report = read(all, all.length);

    assertThat(report.tags()).isEqualTo(4);
    assertThat(report.complaints(1)).isEmpty();
  }

  @Test
  void readsTimesBeyondFourAndAHalfHours() {
    write(SMALL, picture(0, 0xFFFFFFL));
    write(SMALL, picture(1, 0xFFFFFFL + 40));
    byte[] all = bytes.toByteArray();

    SwarmReport report = read(all, all.length);

    assertThat(report.tags()).isEqualTo(2);
    assertThat(report.complaints(1)).isEmpty();
  }

  @Test
  void passesPingsOn() {
    write(SMALL, new PingRequest(4711));
    RtmpStream stream = new RtmpStream(new TagWatch(new Crowd()));
    assertThat(stream.takePing()).isEqualTo(-1);

    stream.read(ByteBuffer.wrap(bytes.toByteArray()), READ_NANOS);

    assertThat(stream.takePing()).isEqualTo(4711);
    assertThat(stream.takePing()).isEqualTo(-1);
  }

  @Test
  void refusesAMessageWithinAnother() {
    write(SMALL, picture(0, 0));
    byte[] whole = bytes.toByteArray();
    RtmpStream stream = new RtmpStream(new TagWatch(new Crowd()));
    stream.read(ByteBuffer.wrap(whole, 0, 12 + 128), READ_NANOS);

    assertThatThrownBy(() -> stream.read(ByteBuffer.wrap(whole), READ_NANOS))
        .isInstanceOf(BrokenFraming.class);
  }

  private static SwarmReport read(byte[] all, int pieceBytes) {
    Crowd crowd = new Crowd();
    RtmpStream stream = new RtmpStream(new TagWatch(crowd));
    for (int at = 0; at < all.length; at += pieceBytes) {
      stream.read(ByteBuffer.wrap(all, at, Math.min(pieceBytes, all.length - at)), READ_NANOS);
    }
    return crowd.report(1, 0, 1);
  }

  private void write(ChunkWriter writer, RtmpMessage message) {
    writer.write(message.write(), bytes);
  }

  private static RtmpMessage picture(long number, long timestampMs) {
    byte[] body = new byte[300];
    body[0] = 0x17;
    body[1] = 1;
    byte[] stamped = Stamp.insert(body);
    new Stamp(number, 1_000_000).write(stamped);
    return new VideoMessage(1, timestampMs, stamped);
  }

  private static RtmpMessage sound(long timestampMs) {
    return new AudioMessage(1, timestampMs, new byte[] {(byte) 0xAF, 1, 0x21, 0x10});
  }
}
