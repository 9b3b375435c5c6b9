package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * What a player must have before the first fragment: the CMAF header (ISO/IEC 23000-19, 7.3.1), a
 * {@code ftyp} and a {@code moov} without samples. CMAF wants one track in it; several are written
 * as well. There is no edit list: timestamps are what they are.
 *
 * @param tracks what the fragments carry
 */
public record InitSegment(List<TrackEntry> tracks) {

  /**
   * A track of the file.
   *
   * @param trackId not 0, unique in the file
   * @param timescale ticks a second in fragments
   * @param track how it is coded
   */
  public record TrackEntry(int trackId, int timescale, Track track) {}

  /** Makes the list immutable. */
  public InitSegment {
    tracks = List.copyOf(tracks);
  }

  /** The header of a file with this one track. */
  public static InitSegment of(int trackId, int timescale, Track track) {
    return new InitSegment(List.of(new TrackEntry(trackId, timescale, track)));
  }

  /** The header as bytes. */
  public ByteSlice write() {
    ByteSink sink = new ByteSink(1024);
    FileTypeBox.CMAF.write(sink);
    movie().write(sink);
    return sink.toSlice();
  }

  private Box movie() {
    List<Box> children = new ArrayList<>();
    List<Box> extensions = new ArrayList<>();
    int highestId = 0;
    for (TrackEntry entry : tracks) {
      highestId = Math.max(highestId, entry.trackId());
      extensions.add(new TrackExtendsBox(entry.trackId()));
      children.add(track(entry));
    }
    children.addFirst(new MovieHeaderBox(highestId + 1));
    children.add(new ContainerBox("mvex", extensions));
    return new ContainerBox("moov", children);
  }

  private static Box track(TrackEntry entry) {
    return switch (entry.track()) {
      case Track.VideoTrack video ->
          ContainerBox.of(
              "trak",
              new TrackHeaderBox(entry.trackId(), false, video.width(), video.height()),
              media(entry, new HandlerBox("vide", "video"), new VideoMediaHeaderBox()));
      case Track.AudioTrack _ ->
          ContainerBox.of(
              "trak",
              new TrackHeaderBox(entry.trackId(), true, 0, 0),
              media(entry, new HandlerBox("soun", "sound"), new SoundMediaHeaderBox()));
    };
  }

  private static Box media(TrackEntry entry, Box handler, Box mediaHeader) {
    Box samples =
        ContainerBox.of(
            "stbl",
            new SampleDescriptionBox(SampleEntries.of(entry.track())),
            new EmptyTableBox("stts"),
            new EmptyTableBox("stsc"),
            new EmptyTableBox("stsz"),
            new EmptyTableBox("stco"));
    return ContainerBox.of(
        "mdia",
        new MediaHeaderBox(entry.timescale()),
        handler,
        ContainerBox.of(
            "minf", mediaHeader, ContainerBox.of("dinf", new DataReferenceBox()), samples));
  }
}
