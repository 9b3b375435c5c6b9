package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.bench.source.Stamp;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.FlvTagWriter;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A viewer's stream, fed in pieces of all sizes, whole and with faults. */
final class FlvStreamTest {

  private static final long SENT_NANOS = 1_000_000;
  private static final long READ_NANOS = 3_000_000;
  private static final int PICTURE_BYTES = 100;

  private final Crowd crowd = new Crowd();
  private final TagWatch watch = new TagWatch(crowd);
  private final FlvStream stream = new FlvStream(watch);
  private final ByteSink bytes = new ByteSink(1024).bytes(new FlvHeader(true, true).toBytes());

  @Test
  void seesTheSameInPiecesOfAnySize() {
    for (int number = 0; number < 20; number++) {
      write(picture(number, number * 40L));
      write(sound(number * 21L));
    }
    byte[] all = bytes.toByteArray();
    for (int pieceBytes = 1; pieceBytes <= all.length; pieceBytes += 7) {
      Crowd seen = new Crowd();
      read(new FlvStream(new TagWatch(seen)), all, pieceBytes);

      SwarmReport report = seen.report(1, 0, 1);
      assertThat(report.complaints(1)).as("pieces of %d", pieceBytes).isEmpty();
      assertThat(report.tags()).isEqualTo(40);
      assertThat(report.bytes()).isEqualTo(all.length - 13);
      assertThat(report.latency().p50Ms()).isBetween(1.99, 2.01);
    }
  }

  @Test
  void countsPicturesThatAreMissing() {
    write(picture(7, 0));
    write(picture(10, 120));
    readAll();

    assertThat(crowd.report(1, 0, 1).complaints(1)).isEqualTo("2 lost");
  }

  @Test
  void countsPicturesThatComeAgain() {
    write(picture(7, 0));
    write(picture(8, 40));
    write(picture(8, 40));
    readAll();

    assertThat(crowd.report(1, 0, 1).complaints(1)).isEqualTo("1 repeated, 1 backwards");
  }

  @Test
  void countsSoundThatIsMissing() {
    write(sound(0));
    write(sound(43));
    readAll();

    assertThat(crowd.report(1, 0, 1).complaints(1)).isEqualTo("1 lost");
  }

  @Test
  void refusesATrailerThatIsWrong() {
    write(sound(0));
    byte[] all = bytes.toByteArray();
    all[all.length - 1]++;

    assertThatThrownBy(() -> read(stream, all, all.length))
        .isInstanceOf(BrokenFraming.class)
        .hasMessage("a wrong trailer");
  }

  @Test
  void knowsWhenTheFirstKeyFrameIsComplete() {
    write(picture(0, 0));
    byte[] all = bytes.toByteArray();
    stream.read(ByteBuffer.wrap(all), all.length - 5, READ_NANOS);
    assertThat(watch.begun()).isFalse();

    stream.read(ByteBuffer.wrap(all, all.length - 5, 1), 1, READ_NANOS);
    assertThat(watch.begun()).isTrue();
  }

  private void readAll() {
    byte[] all = bytes.toByteArray();
    read(stream, all, all.length);
  }

  private static void read(FlvStream stream, byte[] all, int pieceBytes) {
    for (int at = 0; at < all.length; at += pieceBytes) {
      int length = Math.min(pieceBytes, all.length - at);
      stream.read(ByteBuffer.wrap(all, at, length), length, READ_NANOS);
    }
  }

  private void write(FlvTag tag) {
    FlvTagWriter.write(tag, bytes);
  }

  private static FlvTag picture(long number, long timestampMs) {
    byte[] body = new byte[PICTURE_BYTES];
    body[0] = 0x17;
    body[1] = 1;
    byte[] stamped = Stamp.insert(body);
    new Stamp(number, SENT_NANOS).write(stamped);
    return new VideoTag(timestampMs, stamped);
  }

  private static FlvTag sound(long timestampMs) {
    return new AudioTag(timestampMs, new byte[] {(byte) 0xAF, 1, 0x21, 0x10});
  }
}
