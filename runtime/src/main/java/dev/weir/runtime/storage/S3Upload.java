package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
  private final BiFunction<S3Request, String, S3Request> terms;

  /**
   * Creates one.
   *
   * @param terms adds to a request what every object of a media type is stored with
   */
  S3Upload(S3Line line, BiFunction<S3Request, String, S3Request> terms) {
    this.line = line;
    this.terms = terms;
  }

  /** Sends a file of so many bytes. */
  void inParts(String key, Path file, long bytes, String mediaType) throws IOException {
    Optional<String> begun = begun(key);
    String id = begun.orElseGet(() -> begin(key, mediaType));
    Map<Integer, String> there = begun.isPresent() ? parts(key, id) : new HashMap<>();
    int partBytes = Math.toIntExact(Math.max(MIN_PART_BYTES, bytes / MAX_PARTS + 1));
    StringBuilder whole = new StringBuilder("<CompleteMultipartUpload>");
    try (InputStream media = Files.newInputStream(file)) {
      int number = 0;
      for (byte[] part = media.readNBytes(partBytes);
          part.length > 0;
          part = media.readNBytes(partBytes)) {
        number++;
        String same = "\"" + S3Signature.md5(part) + "\"";
        String tag = same.equals(there.get(number)) ? same : send(key, id, number, part);
        whole.append(
            "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(number, tag));
      }
    }
    whole.append("</CompleteMultipartUpload>");
    complete(key, id, whole.toString());
  }

  /** An answer that was lost is asked for in vain: whether the object is there decides then. */
  private void complete(String key, String id, String parts) {
    S3Request request =
        S3Request.of("POST", key).with("uploadId", id).body(parts.getBytes(StandardCharsets.UTF_8));
    try {
      // What goes wrong after the status is sent is told in the body.
      List<Map<String, String>> errors = S3Answer.each(line.ask(request).body(), "Error");
      if (!errors.isEmpty()) {
        throw new WeirFault(
            FaultCode.STORAGE_UNAVAILABLE, "object=" + key + " cause=" + errors.getFirst());
      }
    } catch (WeirFault fault) {
      if (fault.code() != FaultCode.OBJECT_ABSENT) {
        throw fault;
      }
    }
  }

  private Optional<String> begun(String key) {
    S3Request request = S3Request.of("GET", "").with("uploads", "").with("prefix", key);
    return S3Answer.each(line.ask(request).body(), "Upload").stream()
        .filter(upload -> key.equals(upload.get("Key")))
        .map(upload -> upload.getOrDefault("UploadId", ""))
        .findFirst();
  }

  private String begin(String key, String mediaType) {
    S3Request request = terms.apply(S3Request.of("POST", key).with("uploads", ""), mediaType);
    List<Map<String, String>> answer =
        S3Answer.each(line.ask(request).body(), "InitiateMultipartUploadResult");
    return answer.getFirst().getOrDefault("UploadId", "");
  }

  private Map<Integer, String> parts(String key, String id) {
    Map<Integer, String> there = new HashMap<>();
    String marker = "0";
    List<Map<String, String>> page;
    do {
      S3Request request =
          S3Request.of("GET", key).with("uploadId", id).with("part-number-marker", marker);
      page = S3Answer.each(line.ask(request).body(), "Part");
      for (Map<String, String> part : page) {
        marker = part.getOrDefault("PartNumber", marker);
        there.put(Integer.parseInt(marker), part.getOrDefault("ETag", ""));
      }
    } while (!page.isEmpty() && there.size() < MAX_PARTS);
    return there;
  }

  private String send(String key, String id, int number, byte[] part) {
    S3Request request =
        S3Request.of("PUT", key).with("partNumber", number).with("uploadId", id).body(part);
    var answer = line.ask(request);
    S3Store.done(answer);
    return answer.headers().firstValue("etag").orElse("");
  }
}
