package dev.weir.gateway.vod;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file as an answer needs it.
 *
 * @param tag changes whenever its bytes do, without quotes
 * @param mediaType what it is
 * @param bytes its size
 * @param source opens ranges of it
 */
public record RangedFile(String tag, String mediaType, long bytes, Source source) {

  /** Opens ranges of a file; blocks. */
  @FunctionalInterface
  public interface Source {

    /**
     * Opens a range, which ends with the file if that is shorter, and may go on behind its length;
     * the caller closes it.
     *
     * @param offset the first byte
     * @param length how many, at least one
     */
    InputStream open(long offset, long length) throws IOException;
  }
}
