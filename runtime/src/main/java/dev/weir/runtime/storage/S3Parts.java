package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object that comes into being in parts. One that broke off goes on where it was, also after a
 * restart: the store itself remembers which parts it has.
 */
final class S3Parts {

  /** S3 takes 10,000 parts; an object is kept below that. */
  static final int MAX_PARTS = 9_000;

  private final S3Line line;
  private final String key;
  private final String id;
  private final Map<Integer, String> there;
  private final StringBuilder whole = new StringBuilder("<CompleteMultipartUpload>");
  private int number;

  private S3Parts(S3Line line, String key, String id, Map<Integer, String> there) {
    this.line = line;
    this.key = key;
    this.id = id;
    this.there = there;
  }

  /** Goes on with what was begun, or begins. */
  static S3Parts begin(S3Line line, String key, S3Terms terms, String mediaType) {
    Optional<String> begun = begun(line, key);
    return begun.isPresent()
        ? new S3Parts(line, key, begun.get(), parts(line, key, begun.get()))
        : new S3Parts(line, key, fresh(line, key, terms, mediaType), Map.of());
  }

  /**
   * The next part.
   *
   * @param same whether a part of this tag, which is there, is it
   * @param sent sends it otherwise
   */
  void add(Predicate<String> same, Function<S3Request, S3Wire.Reply> sent) {
    number++;
    String known = there.getOrDefault(number, "");
    whole.append(
        "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
            .formatted(number, same.test(known) ? known : send(sent)));
  }

  private String send(Function<S3Request, S3Wire.Reply> sent) {
    S3Wire.Reply answer =
        sent.apply(S3Request.of("PUT", key).with("partNumber", number).with("uploadId", id));
    Optional<String> tag = answer.headers().firstValue("etag");
    if (tag.isPresent()) {
      S3Store.done(answer);
      return tag.get();
    }
    return copied(key, answer.body());
  }

  /** What a copy is told to be in the body of its answer, which may be an error all the same. */
  static String copied(String key, InputStream body) {
    Map<String, String> told = S3Answer.first(body, "CopyPartResult", "CopyObjectResult", "Error");
    String tag = told.getOrDefault("ETag", "");
    if (tag.isEmpty()) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "object=" + key + " cause=" + told);
    }
    return tag;
  }

  /** An answer that was lost is asked for in vain: whether the object is there decides then. */
  void complete() {
    String list = whole.append("</CompleteMultipartUpload>").toString();
    S3Request request =
        S3Request.of("POST", key).with("uploadId", id).body(list.getBytes(StandardCharsets.UTF_8));
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

  private static Optional<String> begun(S3Line line, String key) {
    S3Request request = S3Request.of("GET", "").with("uploads", "").with("prefix", key);
    return S3Answer.each(line.ask(request).body(), "Upload").stream()
        .filter(upload -> key.equals(upload.get("Key")))
        .map(upload -> upload.getOrDefault("UploadId", ""))
        .findFirst();
  }

  private static String fresh(S3Line line, String key, S3Terms terms, String mediaType) {
    S3Request request = terms.on(S3Request.of("POST", key).with("uploads", ""), mediaType);
    List<Map<String, String>> answer =
        S3Answer.each(line.ask(request).body(), "InitiateMultipartUploadResult");
    return answer.getFirst().getOrDefault("UploadId", "");
  }

  private static Map<Integer, String> parts(S3Line line, String key, String id) {
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
}
