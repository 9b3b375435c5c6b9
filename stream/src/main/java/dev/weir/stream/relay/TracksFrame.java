package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.hls.TrackInit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the segments from now on consist of: {@code count:8}, and for each {@code number of the init
 * segment:32 | track}.
 *
 * @param inits the leading track first
 */
record TracksFrame(List<TrackInit> inits) implements RelayFrame {

  static final int TYPE = 4;

  TracksFrame {
    inits = List.copyOf(inits);
  }

  static TracksFrame read(ByteCursor cursor) {
    int count = cursor.u8();
    if (count > TrackText.MAX_TRACKS) {
      throw new MalformedMediaException(count + " tracks");
    }
    List<TrackInit> inits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inits.add(new TrackInit(cursor.i32(), TrackText.read(cursor)));
    }
    return new TracksFrame(inits);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void write(ByteSink sink) {
    sink.u8(inits.size());
    for (TrackInit init : inits) {
      sink.u32(init.number());
      TrackText.write(init.track(), sink);
    }
  }
}
