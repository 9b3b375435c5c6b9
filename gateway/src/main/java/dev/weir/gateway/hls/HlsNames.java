package dev.weir.gateway.hls;

import dev.weir.media.hls.PlaylistNaming;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.PlaylistForm;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of HLS files, both ways: {@code video.m3u8}, {@code audio.m3u8}, {@code ts.m3u8},
 * {@code video-init-1.mp4}, {@code video-1763800000.m4s}, {@code video-part-27.m4s}, {@code
 * 1763800000.ts}, and for sound the same with {@code audio}. Playlists write them relative to
 * themselves.
 */
public final class HlsNames {

  /** Segments of pictures. */
  static final PlaylistNaming VIDEO = new Cmaf("video");

  /** Segments of sound. */
  static final PlaylistNaming AUDIO = new Cmaf("audio");

  /** Transport stream segments. */
  static final PlaylistNaming TS = new Transport();

  /** A number has one form only: no sign, no leading zero, at most 18 digits. */
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";

  private static final Pattern CMAF =
      Pattern.compile("(video|audio)-(init-|part-|)" + NUMBER + "\\.(mp4|m4s)");
  private static final Pattern TRANSPORT = Pattern.compile(NUMBER + "\\.ts");

  private HlsNames() {}

  /** What a file name means; empty when it is none of ours. */
  public static Optional<HlsResource> parse(String fileName) {
    return switch (fileName) {
      case "video.m3u8" -> Optional.of(new HlsResource.Playlist(PlaylistForm.VIDEO));
      case "audio.m3u8" -> Optional.of(new HlsResource.Playlist(PlaylistForm.AUDIO));
      case "ts.m3u8" -> Optional.of(new HlsResource.Playlist(PlaylistForm.TS));
      default -> numbered(fileName);
    };
  }

  private static Optional<HlsResource> numbered(String fileName) {
    Matcher transport = TRANSPORT.matcher(fileName);
    if (transport.matches()) {
      long sequence = Long.parseLong(transport.group(1));
      return Optional.of(new HlsResource.TransportSegment(sequence));
    }
    Matcher cmaf = CMAF.matcher(fileName);
    if (!cmaf.matches()) {
      return Optional.empty();
    }
    TrackKind kind = cmaf.group(1).equals("video") ? TrackKind.VIDEO : TrackKind.AUDIO;
    long number = Long.parseLong(cmaf.group(3));
    return switch (cmaf.group(2) + cmaf.group(4)) {
      case "init-mp4" -> Optional.of(new HlsResource.Init(kind, number));
      case "part-m4s" -> Optional.of(new HlsResource.Chunk(kind, number));
      case "m4s" -> Optional.of(new HlsResource.Segment(kind, number));
      default -> Optional.empty();
    };
  }

  static String playlist(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "video.m3u8";
      case AUDIO -> "audio.m3u8";
    };
  }

  static String transportPlaylist() {
    return "ts.m3u8";
  }

  private record Cmaf(String prefix) implements PlaylistNaming {

    @Override
    public String init(int number) {
      return prefix + "-init-" + number + ".mp4";
    }

    @Override
    public String segment(long sequence) {
      return prefix + "-" + sequence + ".m4s";
    }

    @Override
    public String part(long number) {
      return prefix + "-part-" + number + ".m4s";
    }
  }

  private record Transport() implements PlaylistNaming {

    @Override
    public String init(int number) {
      throw new UnsupportedOperationException("transport streams have no init segment");
    }

    @Override
    public String segment(long sequence) {
      return sequence + ".ts";
    }

    @Override
    public String part(long number) {
      throw new UnsupportedOperationException("transport streams are not cut into parts");
    }
  }
}
