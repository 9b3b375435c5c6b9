package dev.weir.gateway.shift;

import dev.weir.gateway.shift.ShiftWish.Behind;
import dev.weir.gateway.shift.ShiftWish.Between;
import dev.weir.media.hls.Bandwidth;
import dev.weir.media.hls.MultivariantPlaylist;
import dev.weir.media.hls.MultivariantPlaylist.Sound;
import dev.weir.media.hls.MultivariantPlaylist.Variant;
import dev.weir.media.hls.RangedPlaylist;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.ShiftTrack;
import java.util.List;
import java.util.Optional;

/** The playlist that leads to those of a stream's tracks at a time. Pure. */
final class Variants {

  private static final String GROUP = "audio";

  /** What is this near is at the time that was asked for. */
  private static final long NEAR_MS = 5_000;

  private Variants() {}

  /**
   * The playlist as text.
   *
   * @param slices around the time, in order
   * @param folder where the playlists are; ends in a slash
   * @return empty when nothing is there at that time
   */
  static Optional<String> write(
      List<ShiftSlice> slices, ShiftWish wish, long nowMs, String folder) {
    long fromMs =
        switch (wish) {
          case Behind(long offsetMs) -> nowMs - offsetMs;
          case Between(long startMs, long _) -> startMs;
        };
    return slices.stream()
        .filter(slice -> slice.endMs() > fromMs || isAtTheEnd(wish, slice, nowMs))
        .filter(slice -> slice.startMs() < fromMs + NEAR_MS)
        .findFirst()
        .flatMap(slice -> write(slice, wish, fromMs, folder));
  }

  /** Who is hardly behind is ahead of what is kept already. */
  private static boolean isAtTheEnd(ShiftWish wish, ShiftSlice slice, long nowMs) {
    return wish instanceof Behind && slice.endMs() > nowMs - 4 * NEAR_MS;
  }

  private static Optional<String> write(
      ShiftSlice slice, ShiftWish wish, long fromMs, String folder) {
    Bandwidth bandwidth = Bandwidth.NONE;
    for (ShiftTrack track : slice.tracks()) {
      bandwidth =
          ShiftListing.sliding(List.of(slice), track.kind(), Math.max(fromMs, slice.startMs()))
              .map(RangedPlaylist::bandwidth)
              .map(bandwidth::plus)
              .orElse(bandwidth);
    }
    ShiftTrack leading = slice.tracks().getFirst();
    String query = "?" + query(wish);
    List<Sound> sounds =
        slice.tracks().stream()
            .filter(track -> track.kind() == TrackKind.AUDIO && !track.equals(leading))
            .map(track ->
                new Sound(
                    GROUP,
                    "Sound",
                    track.channels(),
                    true,
                    folder + ShiftResource.playlist(TrackKind.AUDIO) + query))
            .toList();
    Variant variant =
        new Variant(
            folder + ShiftResource.playlist(leading.kind()) + query,
            bandwidth,
            slice.tracks().stream().map(ShiftTrack::codec).toList(),
            leading.width(),
            leading.height(),
            0,
            sounds.isEmpty() ? "" : GROUP);
    return Optional.of(new MultivariantPlaylist(true, sounds, List.of(variant)).write());
  }

  private static String query(ShiftWish wish) {
    return switch (wish) {
      case Behind(long offsetMs) -> ShiftWish.OFFSET + "=" + seconds(offsetMs);
      case Between(long startMs, long endMs) ->
          "%s=%s&%s=%s".formatted(ShiftWish.START, seconds(startMs), ShiftWish.END, seconds(endMs));
    };
  }

  private static String seconds(long ms) {
    return "%d.%03d".formatted(ms / 1_000, ms % 1_000);
  }
}
