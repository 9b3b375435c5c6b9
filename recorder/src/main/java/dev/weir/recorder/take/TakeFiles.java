package dev.weir.recorder.take;

import dev.weir.media.hls.TrackKind;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the parts of a take are in its directory. */
final class TakeFiles {

  static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  static final FileAttribute<?> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private TakeFiles() {}

  static Path journal(Path directory) {
    return directory.resolve("journal");
  }

  static Path media(Path directory, TrackKind kind) {
    return directory.resolve(
        switch (kind) {
          case VIDEO -> "video.mp4";
          case AUDIO -> "audio.mp4";
        });
  }
}
