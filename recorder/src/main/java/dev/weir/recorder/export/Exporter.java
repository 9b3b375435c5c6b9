package dev.weir.recorder.export;

import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.media.bytes.MediaException;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.util.List;

/** Makes the files of a recording. */
public final class Exporter {

  private Exporter() {}

  /**
   * Makes the files of a format beside the take, in the place of any that an earlier attempt left.
   * The one that is played comes last.
   *
   * @param base the last part of the recording's name, by which its files refer to each other
   * @throws MediaException when the format cannot carry the take's codecs
   */
  public static List<ExportedFile> export(Take take, RecordingFormat format, String base)
      throws IOException {
    return switch (format) {
      case HLS -> HlsExport.of(take, base);
      case MP4 -> Mp4Export.of(take);
      case FLV -> FlvExport.of(take);
    };
  }
}
