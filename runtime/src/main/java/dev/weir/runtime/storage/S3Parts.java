package dev.weir.runtime.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object that comes into being in parts. One that broke off goes on where it was, also after a
 * restart: the store itself remembers which parts it has.
 */
final class S3Parts {

  /** S3 takes 10,000 parts; an object is kept below that. */
  static final int MAX_PARTS = 9_000;

  private final S3Multipart upload;
  private final Map<Integer, String> there;
  private final List<String> tags = new ArrayList<>();

  private S3Parts(S3Multipart upload, Map<Integer, String> there) {
    this.upload = upload;
    this.there = there;
  }

  /** Goes on with what was begun, or begins. */
  static S3Parts begin(S3Line line, String key, S3Terms terms, String mediaType) {
    List<S3Multipart> begun = S3Multipart.begun(line, key);
    return begun.isEmpty()
        ? new S3Parts(S3Multipart.begin(line, key, terms, mediaType), Map.of())
        : new S3Parts(begun.getFirst(), parts(line, key, begun.getFirst().id()));
  }

  /**
   * The next part.
   *
   * @param same whether a part of this tag, which is there, is it
   * @param sent sends it otherwise
   */
  void add(Predicate<String> same, Function<S3Request, S3Wire.Reply> sent) {
    int number = tags.size() + 1;
    String known = there.getOrDefault(number, "");
    tags.add(same.test(known) ? known : upload.send(number, sent));
  }

  /** An answer that was lost is asked for in vain: whether the object is there decides then. */
  void complete() {
    upload.complete(tags);
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
