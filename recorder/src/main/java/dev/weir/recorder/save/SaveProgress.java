package dev.weir.recorder.save;

import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.runtime.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is settled of a take already, kept beside it: after a crash it is not done otherwise. */
final class SaveProgress {

  private final Path directory;

  SaveProgress(Path directory) {
    this.directory = directory;
  }

  /** What its recordings are called in the store, without extensions. */
  Optional<String> name() throws IOException {
    Path file = directory.resolve("saved.name");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  void named(String name) throws IOException {
    PrivateFile.replace(directory.resolve("saved.name"), name.getBytes(StandardCharsets.UTF_8));
  }

  boolean isDone(RecordingFormat format) {
    return Files.exists(file(format));
  }

  void done(RecordingFormat format) throws IOException {
    PrivateFile.replace(file(format), new byte[0]);
  }

  private Path file(RecordingFormat format) {
    return directory.resolve("saved." + format);
  }
}
