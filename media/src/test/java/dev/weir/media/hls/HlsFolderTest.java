package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.MediaFrame;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole stream as files: a player that knows nothing of Weir follows the multivariant playlist
 * down to the media, across a break with another configuration.
 */
class HlsFolderTest {

  private static final String SOURCE =
      "-f lavfi -i testsrc2=size=%s:rate=25:duration=7 "
          + "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=7 "
          + "-pix_fmt yuv420p -ac 2 -c:v libx264 -bf 2 -g 50 -c:a aac";

  private static final SegmenterSettings LONG_WINDOW =
      new SegmenterSettings(2000, 200, 1000, 600_000);

  @TempDir private Path folder;

  @Test
  void playsFromTheMultivariantPlaylist() throws Exception {
    Recorded recorded = Recorded.encode(folder.resolve("a.flv"), SOURCE.formatted("160x90"));
    Played played = new Played(LONG_WINDOW, recorded.tracks()).push(recorded.frames()).end();
    for (TrackKind kind : TrackKind.values()) {
      writeCmaf(kind, played);
    }
    writeMultivariant(played);

    List<Packet> read = read("main.m3u8");

    assertThat(hashes(read, "video")).isEqualTo(hashes(Packet.read(file("a.flv")), "video"));
    assertThat(hashes(read, "audio")).isEqualTo(hashes(Packet.read(file("a.flv")), "audio"));
  }

  @Test
  void playsOnAfterAChangeOfConfiguration() throws Exception {
    Recorded first = Recorded.encode(folder.resolve("a.flv"), SOURCE.formatted("160x90"));
    Recorded second = Recorded.encode(folder.resolve("b.flv"), SOURCE.formatted("192x108"));
    Played played = new Played(LONG_WINDOW, first.tracks()).push(first.frames());
    played.take(played.segmenter.configure(second.tracks()));
    played.push(second.frames()).end();
    writeCmaf(TrackKind.VIDEO, played);

    List<Packet> read = read("video/playlist.m3u8");

    assertThat(hashes(read, "video")).hasSize(350);
    assertThat(hashes(read, "video").subList(175, 350))
        .isEqualTo(hashes(Packet.read(file("b.flv")), "video"));
  }

  @Test
  void playsTransportStreamSegments() throws Exception {
    Recorded recorded = Recorded.encode(folder.resolve("a.flv"), SOURCE.formatted("160x90"));
    Played played = new Played(LONG_WINDOW, recorded.tracks()).push(recorded.frames()).end();
    SegmentMuxer muxer = new SegmentMuxer();
    MediaPlaylist playlist = MediaPlaylist.empty(played.terms(), TrackKind.VIDEO);
    Naming naming = new Naming(".ts");
    for (SegmentEvent event : played.events) {
      for (MuxedSegment segment : muxer.accept(event).stream().toList()) {
        playlist = playlist.withSegment(segment.listed());
        write(naming.segment(segment.sequence()), List.of(segment.write()));
      }
    }
    MediaPlaylist whole = playlist.with(new SegmentEvent.TimelineEnded());
    Files.writeString(folder.resolve("ts.m3u8"), new PlaylistWriter(naming).wholeSegments(whole));

    List<Packet> read = read("ts.m3u8");

    long pictures =
        recorded.frames().stream().filter(MediaFrame.VideoFrame.class::isInstance).count();
    assertThat(Packet.only("video", read)).hasSize((int) pictures);
    assertThat(Packet.only("audio", read)).hasSize(recorded.frames().size() - (int) pictures);
  }

  private void writeCmaf(TrackKind kind, Played played) throws IOException {
    Naming naming = new Naming(".m4s");
    String name = kind == TrackKind.VIDEO ? "video" : "audio";
    Files.createDirectories(folder.resolve(name));
    Map<Integer, TrackInit> inits = new TreeMap<>();
    for (Segment segment : played.segments(kind)) {
      inits.put(segment.init().number(), segment.init());
      write(name + "/" + naming.segment(segment.sequence()), CmafPackager.segment(segment));
    }
    for (TrackInit init : inits.values()) {
      write(name + "/" + naming.init(init.number()), List.of(CmafPackager.init(init)));
    }
    String text = new PlaylistWriter(naming).lowLatency(played.playlist(kind), List.of());
    Files.writeString(folder.resolve(name + "/playlist.m3u8"), text);
  }

  private void writeMultivariant(Played played) throws IOException {
    MediaPlaylist pictures = played.playlist(TrackKind.VIDEO);
    MediaPlaylist sound = played.playlist(TrackKind.AUDIO);
    MultivariantPlaylist playlist =
        new MultivariantPlaylist(
            pictures.independentSegments(),
            List.of(
                new MultivariantPlaylist.Sound("sound", "sound", 2, true, "audio/playlist.m3u8")),
            List.of(
                new MultivariantPlaylist.Variant(
                    "video/playlist.m3u8",
                    Bandwidth.of(pictures).plus(Bandwidth.of(sound)),
                    List.of("avc1.64000b", "mp4a.40.2"),
                    160,
                    90,
                    pictures.framesPerSecond(),
                    "sound")));
    Files.writeString(folder.resolve("main.m3u8"), playlist.write());
  }

  private void write(String name, List<ByteSlice> slices) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      for (ByteSlice slice : slices) {
        out.write(slice.array(), slice.offset(), slice.length());
      }
    }
  }

  private List<Packet> read(String playlist) {
    return Packet.read(file(playlist), "-allowed_extensions", "ALL", "-extension_picky", "0");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> hashes(List<Packet> packets, String kind) {
    return Packet.only(kind, packets).stream().map(Packet::hash).toList();
  }

  private record Naming(String extension) implements PlaylistNaming {
    @Override
    public String init(int number) {
      return "init-" + number + ".mp4";
    }

    @Override
    public String segment(long sequence) {
      return sequence + extension;
    }

    @Override
    public String part(long number) {
      return "part-" + number + extension;
    }
  }
}
