package dev.weir.contract.keeping;

/** How a recording is kept. Names are stored: they are never changed. */
public enum RecordingFormat {
  /** A playlist of fragmented MP4 segments (CMAF). */
  HLS("m3u8"),
  /** One MP4 file whose index stands before its media, so that it plays while it is loaded. */
  MP4("mp4"),
  /** One FLV file. */
  FLV("flv");

  private final String extension;

  RecordingFormat(String extension) {
    this.extension = extension;
  }

  /** How the name of its file ends, without the dot. */
  public String extension() {
    return extension;
  }
}
