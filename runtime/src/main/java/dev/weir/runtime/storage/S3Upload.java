package dev.weir.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends large files in parts. An upload that broke off goes on where it was, also after a restart:
 * the store itself remembers which parts it has, and each that is still the same is not sent again.
 */
final class S3Upload {

  /** Files up to here are sent at once; larger ones in parts of at least so much. */
  static final long MIN_PART_BYTES = 16L << 20;

  /** S3 takes 10,000 parts; an upload is kept below that. */
  static final int MAX_PARTS = 9_000;

  private final S3Line line;
  private final S3Terms terms;

  /** Stores on these terms. */
  S3Upload(S3Line line, S3Terms terms) {
    this.line = line;
    this.terms = terms;
  }

  /** Sends a file of so many bytes. */
  void inParts(String key, Path file, long bytes, String mediaType) throws IOException {
    S3Parts parts = S3Parts.begin(line, key, terms, mediaType);
    int partBytes = Math.toIntExact(Math.max(MIN_PART_BYTES, bytes / S3Parts.MAX_PARTS + 1));
    try (InputStream media = Files.newInputStream(file)) {
      for (byte[] part = media.readNBytes(partBytes);
          part.length > 0;
          part = media.readNBytes(partBytes)) {
        String same = "\"" + S3Signature.md5(part) + "\"";
        byte[] bytesOfPart = part;
        parts.add(same::equals, request -> line.ask(request.body(bytesOfPart)));
      }
    }
    parts.complete();
  }
}
