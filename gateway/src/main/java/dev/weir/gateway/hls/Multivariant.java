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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a viewer's first playlist says: which qualities there are, and where their tracks are. Sound
 * stands apart, and is listed once for all qualities that have the same: whoever changes the
 * picture goes on hearing what is heard.
 */
final class Multivariant {

  private static final String SOUND_GROUP = "audio";

  private final List<Quality> qualities;
  private final String base;
  private final Map<String, Heard> sounds = new LinkedHashMap<>();

  /** Sound that is listed, and what it needs. */
  private record Heard(Sound sound, Bandwidth bandwidth) {}

  private Multivariant(List<Quality> qualities, String base) {
    this.qualities = qualities;
    this.base = base;
  }

  /**
   * The playlist as text.
   *
   * @param qualities best first, at least one
   * @param base what the names of streams are put behind; empty, or ends in a slash
   */
  static String write(List<Quality> qualities, HlsContainer container, String base) {
    Multivariant made = new Multivariant(qualities, base);
    return switch (container) {
      case CMAF -> made.cmaf();
      case TS -> made.transport();
    };
  }

  private String cmaf() {
    List<Variant> variants = new ArrayList<>();
    for (Quality quality : qualities) {
      variants.add(variant(quality));
    }
    List<Sound> listed = sounds.values().stream().map(Heard::sound).toList();
    return new MultivariantPlaylist(independent(), listed, variants).write();
  }

  private Variant variant(Quality quality) {
    TimelineView view = quality.view();
    Optional<Bandwidth> picture = view.playlist(TrackKind.VIDEO).map(Bandwidth::of);
    Optional<MediaPlaylist> audio = view.playlist(TrackKind.AUDIO);
    if (picture.isEmpty() || audio.isEmpty()) {
      TrackKind only = picture.isPresent() ? TrackKind.VIDEO : TrackKind.AUDIO;
      Bandwidth needed = picture.or(() -> audio.map(Bandwidth::of)).orElse(Bandwidth.NONE);
      return variant(quality, HlsNames.playlist(only), needed, "");
    }
    Heard heard = sound(quality, audio.get());
    return variant(
        quality,
        HlsNames.playlist(TrackKind.VIDEO),
        picture.get().plus(heard.bandwidth()),
        heard.sound().group());
  }

  /** The first quality that has it is the best, and its sound is there for as long as any. */
  private Heard sound(Quality quality, MediaPlaylist audio) {
    Optional<Track.AudioTrack> track = only(quality.view(), Track.AudioTrack.class);
    String codec = track.map(Track::codecString).orElse("");
    int channels = track.map(Track.AudioTrack::channels).orElse(2);
    return sounds.computeIfAbsent(
        quality.soundOrigin() + " " + codec,
        _ -> {
          String group = sounds.isEmpty() ? SOUND_GROUP : SOUND_GROUP + (sounds.size() + 1);
          String uri = base + quality.name() + "/" + HlsNames.playlist(TrackKind.AUDIO);
          return new Heard(new Sound(group, "Sound", channels, true, uri), Bandwidth.of(audio));
        });
  }

  private String transport() {
    List<Variant> variants =
        qualities.stream()
            .map(quality ->
                variant(
                    quality,
                    HlsNames.transportPlaylist(),
                    quality.view().muxed().map(Bandwidth::of).orElse(Bandwidth.NONE),
                    ""))
            .toList();
    return new MultivariantPlaylist(independent(), List.of(), variants).write();
  }

  private Variant variant(
      Quality quality, String playlist, Bandwidth bandwidth, String soundGroup) {
    TimelineView view = quality.view();
    List<String> codecs = view.tracks().stream().map(Track::codecString).toList();
    Optional<Track.VideoTrack> picture = only(view, Track.VideoTrack.class);
    double framesPerSecond =
        view.playlist(TrackKind.VIDEO).map(MediaPlaylist::framesPerSecond).orElse(0.0);
    return new Variant(
        base + quality.name() + "/" + playlist,
        bandwidth,
        codecs,
        picture.map(Track.VideoTrack::width).orElse(0),
        picture.map(Track.VideoTrack::height).orElse(0),
        framesPerSecond,
        soundGroup);
  }

  private boolean independent() {
    return qualities.stream()
        .allMatch(quality ->
            quality.view().leading().map(MediaPlaylist::independentSegments).orElse(false));
  }

  private static <T extends Track> Optional<T> only(TimelineView view, Class<T> kind) {
    return view.tracks().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
