package dev.weir.stream.origin;

import dev.weir.media.frame.Track;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a watch page is told of a stream, wherever it is.
 *
 * @param published whether its publisher is there, or is waited for
 * @param tracks what it consists of, as far as that is known
 */
public record StreamOutline(boolean published, List<TrackOutline> tracks) {

  /** Most tracks that are read. */
  private static final int MAX_TRACKS = 32;

  /**
   * One track.
   *
   * @param video pictures, or else sound
   * @param codec its name as in RFC 6381
   */
  public record TrackOutline(boolean video, String codec) {}

  /** Copies the list. */
  public StreamOutline {
    tracks = List.copyOf(tracks);
  }

  /** Of tracks as they are known here. */
  public static StreamOutline of(boolean published, List<Track> tracks) {
    return new StreamOutline(
        published,
        tracks.stream()
            .map(track -> new TrackOutline(track.codec().isVideo(), track.codecString()))
            .toList());
  }

  /** As one node tells another. */
  String toJson() {
    JsonArray all = new JsonArray();
    tracks.forEach(
        track -> all.add(new JsonObject().put("video", track.video).put("codec", track.codec)));
    return new JsonObject().put("published", published).put("tracks", all).encode();
  }

  /** Reads what another node tells; empty when it cannot be read. */
  static Optional<StreamOutline> read(String json) {
    try {
      JsonObject read = new JsonObject(json);
      JsonArray all = read.getJsonArray("tracks", new JsonArray());
      List<TrackOutline> tracks = new ArrayList<>();
      for (int i = 0; i < Math.min(all.size(), MAX_TRACKS); i++) {
        JsonObject track = all.getJsonObject(i);
        tracks.add(
            new TrackOutline(track.getBoolean("video", false), track.getString("codec", "")));
      }
      return Optional.of(new StreamOutline(read.getBoolean("published", false), tracks));
    } catch (DecodeException | ClassCastException malformed) {
      return Optional.empty();
    }
  }
}
