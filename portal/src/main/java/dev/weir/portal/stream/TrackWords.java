package dev.weir.portal.stream;

import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.portal.web.Messages;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tracks in words; several of a kind are joined. */
final class TrackWords {

  private static final String BUNDLE = "stream/words";
  private static final double HERTZ_PER_KILOHERTZ = 1000;

  private TrackWords() {}

  static LiveRow.Video video(List<TrackReport> all) {
    List<TrackReport> tracks = all.stream().filter(track -> track.width() > 0).toList();
    return new LiveRow.Video(
        joined(tracks, TrackReport::codec),
        joined(tracks, track -> track.width() + " × " + track.height()),
        joined(tracks, TrackReport::codecString));
  }

  static LiveRow.Audio audio(List<TrackReport> all) {
    List<TrackReport> tracks = all.stream().filter(track -> track.width() == 0).toList();
    return new LiveRow.Audio(
        joined(tracks, TrackWords::sound), joined(tracks, TrackReport::codecString));
  }

  private static String sound(TrackReport track) {
    String channels =
        switch (track.channels()) {
          case 1 -> Messages.text(BUNDLE, "sound.mono");
          case 2 -> Messages.text(BUNDLE, "sound.stereo");
          case 6 -> Messages.text(BUNDLE, "sound.surround");
          default -> Messages.text(BUNDLE, "sound.channels", track.channels());
        };
    return Messages.text(
        BUNDLE, "sound", track.codec(), track.sampleRateHz() / HERTZ_PER_KILOHERTZ, channels);
  }

  private static String joined(List<TrackReport> tracks, Function<TrackReport, String> part) {
    return tracks.stream().map(part).distinct().collect(Collectors.joining(", "));
  }
}
