package dev.weir.rtmp.session;

import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import java.util.ArrayList;
import java.util.List;

/** Collects what a session wants done; messages that follow each other become one Send. */
final class Outbox {

  private ChunkWriter writer = new ChunkWriter(ChunkLimits.INITIAL_CHUNK_BYTES);
  private List<SessionAction> actions = new ArrayList<>();
  private ByteSink unsent = new ByteSink(0);

  /** Sends a message; a Set Chunk Size holds for whatever follows it. */
  void send(RtmpMessage message) {
    writer.write(message.write(), unsent);
    if (message instanceof SetChunkSize(long sizeBytes)) {
      writer = new ChunkWriter((int) sizeBytes);
    }
  }

  /** Sends bytes that are no message. */
  void send(byte[] bytes) {
    unsent.bytes(bytes);
  }

  /** Adds an action behind everything sent so far. */
  void add(SessionAction action) {
    flush();
    actions.add(action);
  }

  /** All that was collected since the last time. */
  List<SessionAction> take() {
    flush();
    List<SessionAction> taken = actions;
    actions = new ArrayList<>();
    return taken;
  }

  private void flush() {
    if (unsent.size() > 0) {
      actions.add(new SessionAction.Send(unsent.toByteArray()));
      unsent = new ByteSink(0);
    }
  }
}
