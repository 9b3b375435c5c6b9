package dev.weir.gateway.hls;

import dev.weir.contract.policy.HlsContainer;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.Bandwidth;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.MultivariantPlaylist;
import dev.weir.media.hls.MultivariantPlaylist.Sound;
import dev.weir.media.hls.MultivariantPlaylist.Variant;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.TimelineView;
import java.util.List;
import java.util.Optional;

/** What a viewer's first playlist says: the one quality there is, and where its tracks are. */
final class Multivariant {

  private static final String SOUND_GROUP = "audio";

  private Multivariant() {}

  /**
   * The playlist as text.
   *
   * @param base what the names of media playlists are put behind; ends in a slash
   */
  static String write(TimelineView view, HlsContainer container, String base) {
    return switch (container) {
      case CMAF -> cmaf(view, base);
      case TS -> transport(view, base);
    };
  }

  private static String cmaf(TimelineView view, String base) {
    Optional<MediaPlaylist> video = view.playlist(TrackKind.VIDEO);
    Optional<MediaPlaylist> audio = view.playlist(TrackKind.AUDIO);
    Bandwidth sound = audio.map(Bandwidth::of).orElse(Bandwidth.NONE);
    boolean apart = video.isPresent() && audio.isPresent();
    TrackKind leading = video.isPresent() ? TrackKind.VIDEO : TrackKind.AUDIO;
    Variant variant =
        variant(
            view,
            base + HlsNames.playlist(leading),
            video.map(Bandwidth::of).map(picture -> picture.plus(sound)).orElse(sound),
            apart ? SOUND_GROUP : "");
    List<Sound> sounds =
        apart ? List.of(sound(view, base + HlsNames.playlist(TrackKind.AUDIO))) : List.of();
    return new MultivariantPlaylist(independent(view), sounds, List.of(variant)).write();
  }

  private static String transport(TimelineView view, String base) {
    Bandwidth bandwidth = view.muxed().map(Bandwidth::of).orElse(Bandwidth.NONE);
    Variant variant = variant(view, base + HlsNames.transportPlaylist(), bandwidth, "");
    return new MultivariantPlaylist(independent(view), List.of(), List.of(variant)).write();
  }

  private static Variant variant(
      TimelineView view, String uri, Bandwidth bandwidth, String soundGroup) {
    List<String> codecs = view.tracks().stream().map(Track::codecString).toList();
    Optional<Track.VideoTrack> picture = only(view, Track.VideoTrack.class);
    double framesPerSecond =
        view.playlist(TrackKind.VIDEO).map(MediaPlaylist::framesPerSecond).orElse(0.0);
    return new Variant(
        uri,
        bandwidth,
        codecs,
        picture.map(Track.VideoTrack::width).orElse(0),
        picture.map(Track.VideoTrack::height).orElse(0),
        framesPerSecond,
        soundGroup);
  }

  private static Sound sound(TimelineView view, String uri) {
    int channels = only(view, Track.AudioTrack.class).map(Track.AudioTrack::channels).orElse(2);
    return new Sound(SOUND_GROUP, "Sound", channels, true, uri);
  }

  private static boolean independent(TimelineView view) {
    return view.leading().map(MediaPlaylist::independentSegments).orElse(false);
  }

  private static <T extends Track> Optional<T> only(TimelineView view, Class<T> kind) {
    return view.tracks().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
