package dev.weir.recorder.export;

import dev.weir.media.frame.Track;
import dev.weir.media.hls.Bandwidth;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.MultivariantPlaylist;
import dev.weir.media.hls.MultivariantPlaylist.Sound;
import dev.weir.media.hls.MultivariantPlaylist.Variant;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.hls.VodPlaylist;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * HLS: the take's own files, which hold the very segments that live viewers were sent, and
 * playlists that say where in them each begins. Nothing is copied.
 */
final class HlsExport {

  private static final String PLAYLIST = "application/vnd.apple.mpegurl";
  private static final String SOUND_GROUP = "audio";

  private final Take take;
  private final String base;

  private final Map<TrackKind, VodPlaylist> playlists = new EnumMap<>(TrackKind.class);
  private double framesPerSecond;

  private HlsExport(Take take, String base) {
    this.take = take;
    this.base = base;
  }

  static List<ExportedFile> of(Take take, String base) throws IOException {
    HlsExport export = new HlsExport(take, base);
    export.list();
    return export.write();
  }

  private void list() throws IOException {
    Map<TrackKind, List<VodPlaylist.Entry>> entries = new EnumMap<>(TrackKind.class);
    take.tracks().forEach(init -> entries.put(init.kind(), new ArrayList<>()));
    long[] frames = {0};
    take.forEach(segment -> {
      for (var track : segment.tracks()) {
        Objects.requireNonNull(entries.get(track.kind()))
            .add(
                new VodPlaylist.Entry(
                    track.durationMs(),
                    track.offset(),
                    track.bytes(),
                    segment.discontinuity(),
                    track.programDateTimeMs()));
        if (track.kind() == TrackKind.VIDEO) {
          track.parts().forEach(part -> frames[0] += part.samples().size());
        }
      }
    });
    for (TrackInit init : take.tracks()) {
      playlists.put(
          init.kind(),
          new VodPlaylist(
              name(init.kind()) + ".mp4",
              CmafPackager.init(init).length(),
              Objects.requireNonNull(entries.get(init.kind()))));
    }
    long durationMs = Math.max(1, take.extent().durationMs());
    framesPerSecond = Math.round(frames[0] * 1_000_000.0 / durationMs) / 1_000.0;
  }

  private List<ExportedFile> write() throws IOException {
    List<ExportedFile> files = new ArrayList<>();
    for (TrackInit init : take.tracks()) {
      TrackKind kind = init.kind();
      String suffix = "/" + name(kind);
      String type = kind == TrackKind.VIDEO ? "video/mp4" : "audio/mp4";
      files.add(new ExportedFile(suffix + ".mp4", take.media(kind), type));
      String text = Objects.requireNonNull(playlists.get(kind)).write();
      files.add(new ExportedFile(suffix + ".m3u8", text(name(kind) + ".m3u8", text), PLAYLIST));
    }
    files.add(new ExportedFile(".m3u8", text("index.m3u8", multivariant().write()), PLAYLIST));
    return files;
  }

  private Path text(String name, String content) throws IOException {
    // Not written over: a store may keep the very file of an earlier attempt.
    Path file = take.directory().resolve(name);
    Files.deleteIfExists(file);
    return Files.writeString(file, content);
  }

  private MultivariantPlaylist multivariant() {
    TrackInit leading = take.tracks().getFirst();
    List<String> codecs = take.tracks().stream().map(i -> i.track().codecString()).toList();
    Bandwidth bandwidth =
        playlists.values().stream()
            .map(VodPlaylist::bandwidth)
            .reduce(Bandwidth.NONE, Bandwidth::plus);
    boolean withSound = take.tracks().size() > 1;
    Track.VideoTrack picture = leading.track() instanceof Track.VideoTrack video ? video : null;
    Variant variant =
        new Variant(
            base + "/" + name(leading.kind()) + ".m3u8",
            bandwidth,
            codecs,
            picture == null ? 0 : picture.width(),
            picture == null ? 0 : picture.height(),
            picture == null ? 0 : framesPerSecond,
            withSound ? SOUND_GROUP : "");
    return new MultivariantPlaylist(
        false, withSound ? List.of(sound()) : List.of(), List.of(variant));
  }

  private Sound sound() {
    int channels =
        take.tracks().stream()
            .map(TrackInit::track)
            .filter(Track.AudioTrack.class::isInstance)
            .map(Track.AudioTrack.class::cast)
            .mapToInt(Track.AudioTrack::channels)
            .findFirst()
            .orElse(2);
    return new Sound(
        SOUND_GROUP, "sound", channels, true, base + "/" + name(TrackKind.AUDIO) + ".m3u8");
  }

  private static String name(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "video";
      case AUDIO -> "audio";
    };
  }
}
