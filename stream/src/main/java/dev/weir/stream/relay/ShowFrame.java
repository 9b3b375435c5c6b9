package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.frame.Track;
import dev.weir.stream.timeline.TimelineView.Stage;
import java.util.List;

/**
 * What came since the last of these frames is to be seen now: {@code revision:64 | stage:8 |
 * tracks}.
 *
 * @param revision of the timeline
 * @param stage how far it has come
 * @param tracks what the stream consists of
 */
record ShowFrame(long revision, Stage stage, List<Track> tracks) implements RelayFrame {

  static final int TYPE = 8;

  ShowFrame {
    tracks = List.copyOf(tracks);
  }

  static ShowFrame read(ByteCursor cursor) {
    return new ShowFrame(cursor.i64(), stage(cursor.u8()), TrackText.readAll(cursor));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    sink.u64(revision)
        .u8(
            switch (stage) {
              case UNPLAYABLE -> 0;
              case GATHERING -> 1;
              case LIVE -> 2;
              case ENDED -> 3;
            });
    TrackText.write(tracks, sink);
  }

  private static Stage stage(int code) {
    return switch (code) {
      case 0 -> Stage.UNPLAYABLE;
      case 1 -> Stage.GATHERING;
      case 2 -> Stage.LIVE;
      case 3 -> Stage.ENDED;
      default -> throw new MalformedMediaException("stage " + code);
    };
  }
}
