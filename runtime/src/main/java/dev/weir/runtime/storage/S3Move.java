package dev.weir.runtime.storage;

import dev.weir.contract.storage.StorageClass;

/**
 * Moves objects into another class: the store copies each onto itself, and nothing passes through
 * this machine ("CopyObject" and "UploadPartCopy" of the Amazon S3 API reference).
 */
final class S3Move {

  /** Larger objects are copied in parts of so much: an answer is waited for two minutes. */
  static final long PART_BYTES = 512L << 20;

  private static final String SOURCE = "x-amz-copy-source";

  private final S3Line line;
  private final S3Terms terms;
  private final long partBytes;

  /** Moves to the class of these terms. */
  S3Move(S3Line line, S3Terms terms) {
    this(line, terms, PART_BYTES);
  }

  /** With parts of another size. */
  S3Move(S3Line line, S3Terms terms, long partBytes) {
    this.line = line;
    this.terms = terms;
    this.partBytes = partBytes;
  }

  /** Moves one; what is in the class already stays as it is. */
  void move(String key) {
    S3Wire.Reply object = line.ask(S3Request.of("HEAD", key));
    S3Store.done(object);
    String now = object.headers().firstValue(S3Terms.CLASS).orElse(StorageClass.STANDARD.name());
    if (now.equals(terms.storageClass().name())) {
      return;
    }
    long bytes = object.headers().firstValueAsLong("content-length").orElse(0);
    String mediaType =
        object.headers().firstValue("content-type").orElse("application/octet-stream");
    if (bytes <= partBytes) {
      // A copy onto itself has to change something: stores differ in whether the class is enough.
      S3Request copy =
          S3Request.of("PUT", key)
              .header(SOURCE, source(key))
              .header("x-amz-metadata-directive", "REPLACE");
      S3Multipart.copied(key, line.ask(terms.on(copy, mediaType)).body());
    } else {
      inParts(key, bytes, mediaType);
    }
  }

  private void inParts(String key, long bytes, String mediaType) {
    S3Parts parts = S3Parts.begin(line, key, terms, mediaType);
    for (long first = 0; first < bytes; first += partBytes) {
      String range = "bytes=" + first + "-" + (Math.min(bytes, first + partBytes) - 1);
      parts.add(
          known -> !known.isEmpty(),
          request ->
              line.ask(request.header(SOURCE, source(key)).header(SOURCE + "-range", range)));
    }
    parts.complete();
  }

  private String source(String key) {
    return "/" + line.bucketName() + "/" + key;
  }
}
