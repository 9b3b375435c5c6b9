package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives an object another name: the store copies it, several parts at once, and nothing passes
 * through this machine ("CopyObject" and "UploadPartCopy" of the Amazon S3 API reference).
 */
final class S3Copy {

  /** Larger objects are copied in parts of so much. */
  static final long PART_BYTES = 512L << 20;

  /** Parts that are copied at once. */
  static final int AT_ONCE = 8;

  private static final String SOURCE = "x-amz-copy-source";

  private final S3Line line;
  private final S3Terms terms;
  private final long partBytes;

  /** Copies on these terms. */
  S3Copy(S3Line line, S3Terms terms) {
    this(line, terms, PART_BYTES);
  }

  /** With parts of another size. */
  S3Copy(S3Line line, S3Terms terms, long partBytes) {
    this.line = line;
    this.terms = terms;
    this.partBytes = partBytes;
  }

  /** Copies an object of so many bytes. */
  void copy(String from, String to, long bytes, String mediaType) {
    String source = "/" + line.bucketName() + "/" + from;
    if (bytes <= partBytes) {
      S3Request copy =
          S3Request.of("PUT", to)
              .header(SOURCE, source)
              .header("x-amz-metadata-directive", "REPLACE");
      S3Multipart.copied(to, line.ask(terms.on(copy, mediaType)).body());
      return;
    }
    // What an earlier attempt has left may be parts of something else.
    S3Multipart.begun(line, to).forEach(S3Multipart::abort);
    S3Multipart upload = S3Multipart.begin(line, to, terms, mediaType);
    try {
      upload.complete(tags(upload, source, bytes));
    } catch (WeirFault failed) {
      upload.abort();
      throw failed;
    }
  }

  private List<String> tags(S3Multipart upload, String source, long bytes) {
    List<Future<String>> parts = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (long first = 0; first < bytes; first += partBytes) {
        int number = parts.size() + 1;
        String range = "bytes=" + first + "-" + (Math.min(bytes, first + partBytes) - 1);
        parts.add(
            threads.submit(() ->
                upload.send(
                    number,
                    request ->
                        line.ask(
                            request.header(SOURCE, source).header(SOURCE + "-range", range)))));
      }
      return parts.stream().map(S3Copy::tag).toList();
    }
  }

  private static String tag(Future<String> part) {
    try {
      return part.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof WeirFault fault) {
        throw fault;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "interrupted");
    }
  }
}
