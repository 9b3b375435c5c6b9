package dev.weir.recorder.save;

import java.util.Optional;

/** Who makes a picture of a recording. */
@FunctionalInterface
public interface PosterMaker {

  /**
   * The picture as JPEG; empty where none can be made. May wait its turn.
   *
   * @param flv a file with one key frame
   */
  Optional<byte[]> make(byte[] flv) throws InterruptedException;

  /** Where nothing decodes, recordings have no pictures. */
  static PosterMaker none() {
    return _ -> Optional.empty();
  }
}
