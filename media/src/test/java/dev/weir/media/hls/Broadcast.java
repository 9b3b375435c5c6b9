package dev.weir.media.hls;

import dev.weir.media.frame.MediaFrame;
import dev.weir.testkit.hls.Observation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The playlists that viewers see while frames come in, one answer for each change. */
final class Broadcast {

  private static final PlaylistWriter WRITER =
      new PlaylistWriter(
          new PlaylistNaming() {
            @Override
            public String init(int number) {
              return "init-" + number + ".mp4";
            }

            @Override
            public String segment(long sequence) {
              return "segment-" + sequence + ".m4s";
            }

            @Override
            public String part(long number) {
              return "part-" + number + ".m4s";
            }
          });

  private final Map<TrackKind, List<Observation>> traces = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, String> seen = new EnumMap<>(TrackKind.class);
  private final Played played;

  Broadcast(Played played) {
    this.played = played;
    for (TrackKind kind : TrackKind.values()) {
      traces.put(kind, new ArrayList<>());
    }
  }

  List<Observation> trace(TrackKind kind) {
    return traces.getOrDefault(kind, List.of());
  }

  Broadcast push(List<MediaFrame> frames) {
    for (MediaFrame frame : frames) {
      int before = played.events.size();
      played.push(List.of(frame));
      if (played.events.size() > before) {
        observe(frame.dtsMs());
      }
    }
    return this;
  }

  Broadcast end() {
    played.end();
    observe(trace(TrackKind.VIDEO).isEmpty() ? 0 : trace(TrackKind.VIDEO).getLast().atMs());
    return this;
  }

  private void observe(long atMs) {
    played.playlists.forEach((kind, playlist) -> {
      List<Observation> trace = trace(kind);
      String state =
          playlist.runningSequence() + "/" + playlist.runningParts() + "/" + playlist.ended();
      if (!state.equals(seen.put(kind, state)) && !playlist.segments().isEmpty()) {
        // Every third answer is a delta update, as a client would ask for it.
        boolean delta = trace.size() % 3 == 2;
        String text =
            delta ? WRITER.delta(playlist, List.of()) : WRITER.lowLatency(playlist, List.of());
        trace.add(new Observation(atMs, text));
      }
    });
  }
}
