package dev.weir.gateway.vod;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.keeping.RecordingFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a recording as a path names it: {@code {id}.mp4}, {@code {id}.flv}, {@code {id}.m3u8},
 * and what that playlist leads to, the recording's picture, and what there is of it, below {@code
 * {id}/}.
 *
 * @param id the recording
 * @param format in which it is asked for
 * @param below a file that the playlist leads to; empty for the recording itself
 */
public record VodResource(RecordingId id, RecordingFormat format, String below) {

  /** The step of a path behind which recordings are. */
  public static final String STEP = "recordings";

  /** A picture of it, whatever its format. */
  private static final String POSTER = "poster.jpg";

  /** In which forms the recording is there, and whether it has a picture. */
  private static final String FORMS = "forms.json";

  private static final Set<String> BELOW =
      Set.of("video.m3u8", "video.mp4", "audio.m3u8", "audio.mp4", POSTER, FORMS);

  /** The recording itself, by the last step of its path. */
  public static Optional<VodResource> named(String file) {
    for (RecordingFormat format : RecordingFormat.values()) {
      String ending = "." + format.extension();
      if (file.endsWith(ending)) {
        return id(file.substring(0, file.length() - ending.length()))
            .map(id -> new VodResource(id, format, ""));
      }
    }
    return Optional.empty();
  }

  /** What a playlist leads to, by the last two steps of its path. */
  public static Optional<VodResource> below(String id, String file) {
    return BELOW.contains(file)
        ? id(id).map(known -> new VodResource(known, RecordingFormat.HLS, file))
        : Optional.empty();
  }

  /** Whether it is the playlist that opens a recording. */
  boolean isOpening() {
    return format == RecordingFormat.HLS && below.isEmpty();
  }

  /** Whether it is the picture of a recording. */
  boolean isPoster() {
    return below.equals(POSTER);
  }

  /** Whether it is what there is of a recording. */
  boolean isForms() {
    return below.equals(FORMS);
  }

  /** The same recording in another format. */
  VodResource in(RecordingFormat other) {
    return new VodResource(id, other, "");
  }

  /** The picture of the same recording. */
  VodResource poster() {
    return new VodResource(id, format, POSTER);
  }

  /** Its media type. */
  String mediaType() {
    String name = below.isEmpty() ? "." + format.extension() : below;
    if (isPoster()) {
      return "image/jpeg";
    }
    if (name.endsWith(".m3u8")) {
      return "application/vnd.apple.mpegurl";
    }
    return name.endsWith(".flv")
        ? "video/x-flv"
        : name.equals("audio.mp4") ? "audio/mp4" : "video/mp4";
  }

  /** The recording of this name. */
  public static Optional<RecordingId> id(String text) {
    try {
      RecordingId id = RecordingId.parse(text);
      // A number may be written in several ways, and one of them is its name.
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
