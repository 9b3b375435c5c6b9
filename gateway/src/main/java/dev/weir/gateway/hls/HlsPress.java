package dev.weir.gateway.hls;

import dev.weir.gateway.answer.Compression;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.PlaylistWriter;
import dev.weir.media.hls.RenditionReport;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.PlaylistForm;
import dev.weir.stream.timeline.PlaylistPress;
import dev.weir.stream.timeline.PrintedPlaylist;
import dev.weir.stream.timeline.TimelineView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prints the media playlists of a view. Without state. */
final class HlsPress implements PlaylistPress {

  private static final PlaylistWriter VIDEO = new PlaylistWriter(HlsNames.VIDEO);
  private static final PlaylistWriter AUDIO = new PlaylistWriter(HlsNames.AUDIO);
  private static final PlaylistWriter TS = new PlaylistWriter(HlsNames.TS);

  @Override
  public PrintedPlaylist print(TimelineView view, PlaylistForm form) {
    MediaPlaylist playlist =
        playlist(view, form)
            .orElseThrow(() -> new IllegalStateException("nothing to print for " + form));
    String text =
        switch (form) {
          case VIDEO -> VIDEO.lowLatency(playlist, reports(view, TrackKind.AUDIO));
          case VIDEO_DELTA -> VIDEO.delta(playlist, reports(view, TrackKind.AUDIO));
          case AUDIO -> AUDIO.lowLatency(playlist, reports(view, TrackKind.VIDEO));
          case AUDIO_DELTA -> AUDIO.delta(playlist, reports(view, TrackKind.VIDEO));
          case TS -> TS.wholeSegments(playlist);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String tag = playlist.terms().firstSequence() + "-" + view.revision() + "-" + form;
    return new PrintedPlaylist(bytes, Compression.gzip(bytes), tag);
  }

  /** The playlist that a form is about; empty while nothing is in it. */
  static Optional<MediaPlaylist> playlist(TimelineView view, PlaylistForm form) {
    return switch (form) {
      case VIDEO, VIDEO_DELTA -> view.playlist(TrackKind.VIDEO);
      case AUDIO, AUDIO_DELTA -> view.playlist(TrackKind.AUDIO);
      case TS -> view.muxed();
    };
  }

  private static List<RenditionReport> reports(TimelineView view, TrackKind other) {
    return view
        .playlist(other)
        .filter(playlist -> !playlist.segments().getLast().parts().isEmpty())
        .map(playlist -> RenditionReport.of(HlsNames.playlist(other), playlist))
        .stream()
        .toList();
  }
}
