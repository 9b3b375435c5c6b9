package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a real encoder sent: its tracks and frames. */
record Recorded(List<Track> tracks, List<MediaFrame> frames) {

  /** Lets ffmpeg encode to FLV, and reads that. */
  static Recorded encode(Path file, String arguments) {
    List<String> command = new ArrayList<>(List.of(arguments.split(" ")));
    command.addAll(List.of("-f", "flv", "-y", file.toString()));
    Ffmpeg.run(Ffmpeg.DEADLINE, command).expectSuccess();
    return read(file);
  }

  static Recorded read(Path file) {
    try {
      FlvDemuxer demuxer = new FlvDemuxer();
      List<Track> tracks = new ArrayList<>();
      List<MediaFrame> frames = new ArrayList<>();
      new FlvTagReader()
          .read(ByteSlice.of(Files.readAllBytes(file)))
          .forEach(tag -> demuxer.read(tag).forEach(event -> sort(event, tracks, frames)));
      return new Recorded(tracks, frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sort(FlvEvent event, List<Track> tracks, List<MediaFrame> frames) {
    switch (event) {
      case FlvEvent.TrackConfigured(Track track) -> tracks.add(track);
      case FlvEvent.FrameRead(MediaFrame frame) -> frames.add(frame);
      case FlvEvent.TrackEnded _, FlvEvent.MetadataRead _ -> {}
    }
  }
}
