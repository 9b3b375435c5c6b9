package dev.weir.rtmp.message;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.chunk.RawMessage;

/** FLV tags as RTMP messages: the bodies are the same. RTMP 1.0, 7.1; FLV 10.1, annex E.4. */
public final class TagMessage {

  private TagMessage() {}

  /** The message that carries {@code tag}. */
  public static RawMessage write(FlvTag tag, int messageStreamId) {
    long timeMs = tag.timestampMs();
    return switch (tag) {
      case AudioTag audio -> new AudioMessage(messageStreamId, timeMs, audio.body()).write();
      case VideoTag video -> new VideoMessage(messageStreamId, timeMs, video.body()).write();
      case ScriptTag script ->
          new DataMessage(messageStreamId, timeMs, ByteSlice.of(script.body())).write();
    };
  }
}
