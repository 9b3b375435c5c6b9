package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.rtmp.message.MessageText;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Golden;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real clients sent to this server over a socket, byte by byte, and what is read from it.
 * ffmpeg 8.1.2, GStreamer 1.22 (rtmp2sink, rtmp2src), librtmp 2.4 (rtmpsink, rtmpdump).
 */
class CapturesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffmpeg-publish",
        "gstreamer-rtmp2sink-publish",
        "librtmp-publish",
        "ffmpeg-play",
        "gstreamer-rtmp2src-play",
        "rtmpdump-play"
      })
  void readsWhatRealClientsSend(String name) {
    byte[] capture = Golden.bytes("capture/" + name + ".bin");
    String whole = dump(List.of(capture));
    Golden.assertMatches("capture/" + name + ".dump", whole);
    assertThat(dump(ChoppyInput.oneByOne(capture))).as("byte by byte").isEqualTo(whole);
    for (long seed = 0; seed < 10; seed++) {
      List<byte[]> pieces = ChoppyInput.inRandomPieces(capture, 1500, seed);
      assertThat(dump(pieces)).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private static String dump(List<byte[]> pieces) {
    ServerHandshake handshake = new ServerHandshake(new byte[ServerHandshake.RANDOM_BYTES]);
    ChunkReader reader = new ChunkReader();
    reader.allowMedia();
    StringBuilder lines = new StringBuilder();
    for (byte[] piece : pieces) {
      ByteCursor input = ByteCursor.of(piece);
      handshake.receive(input);
      for (RawMessage m = reader.read(input); m != null; m = reader.read(input)) {
        lines.append(MessageText.line(m)).append('\n');
        if (RtmpMessage.read(m) instanceof SetChunkSize(long sizeBytes)) {
          reader.chunkSize(sizeBytes);
        }
      }
    }
    return lines.toString();
  }
}
