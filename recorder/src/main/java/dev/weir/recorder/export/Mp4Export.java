package dev.weir.recorder.export;

import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * MP4 with its index in front. The journal alone tells the index, so that the media is copied once,
 * from file to file within the kernel.
 */
final class Mp4Export {

  private Mp4Export() {}

  static List<ExportedFile> of(Take take) throws IOException {
    MovieIndex index = new MovieIndex(take.tracks());
    take.forEach(index::add);
    Path file = take.directory().resolve("movie.mp4");
    try (FileChannel out = Fresh.file(file)) {
      ByteBuffer head = ByteBuffer.wrap(index.head());
      while (head.hasRemaining()) {
        out.write(head);
      }
      copyMedia(take, out);
    }
    return List.of(new ExportedFile(".mp4", file, "video/mp4"));
  }

  private static void copyMedia(Take take, FileChannel out) throws IOException {
    try (TakeMedia media = TakeMedia.open(take)) {
      take.forEach(segment -> {
        for (KeptTrack track : segment.tracks()) {
          long offset = track.offset();
          for (KeptPart part : track.parts()) {
            offset += part.bytes();
            media.copy(track.kind(), offset - part.payloadBytes(), part.payloadBytes(), out);
          }
        }
      });
    }
  }
}
