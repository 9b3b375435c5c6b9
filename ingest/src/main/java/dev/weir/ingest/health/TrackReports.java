package dev.weir.ingest.health;

import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import java.util.List;

/** Makes reports of what is sent. */
public final class TrackReports {

  private TrackReports() {}

  /** A report of each track, in the same order. */
  public static List<TrackReport> of(List<Track> tracks) {
    return tracks.stream().map(TrackReports::report).toList();
  }

  private static TrackReport report(Track track) {
    String name = displayName(track.codec());
    return switch (track) {
      case Track.VideoTrack video ->
          new TrackReport(name, video.codecString(), video.width(), video.height(), 0, 0);
      case Track.AudioTrack audio ->
          new TrackReport(name, audio.codecString(), 0, 0, audio.sampleRateHz(), audio.channels());
    };
  }

  private static String displayName(Codec codec) {
    return switch (codec) {
      case AVC -> "H.264";
      case HEVC -> "H.265";
      case AV1 -> "AV1";
      case VP9 -> "VP9";
      case AAC -> "AAC";
      case OPUS -> "Opus";
      case MP3 -> "MP3";
      case AC3 -> "AC-3";
      case EAC3 -> "E-AC-3";
      case FLAC -> "FLAC";
    };
  }
}
