package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An upload that the store has begun: "CreateMultipartUpload", "UploadPart",
 * "CompleteMultipartUpload" and "AbortMultipartUpload" of the Amazon S3 API reference.
 *
 * @param key of the object
 * @param id which the store gave it
 */
record S3Multipart(S3Line line, String key, String id) {

  /** Begins one. */
  static S3Multipart begin(S3Line line, String key, S3Terms terms, String mediaType) {
    S3Request request = terms.on(S3Request.of("POST", key).with("uploads", ""), mediaType);
    List<Map<String, String>> answer =
        S3Answer.each(line.ask(request).body(), "InitiateMultipartUploadResult");
    String id = answer.isEmpty() ? "" : answer.getFirst().getOrDefault("UploadId", "");
    if (id.isEmpty()) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "object=" + key + " cause=no upload");
    }
    return new S3Multipart(line, key, id);
  }

  /** Those of a key that were begun and not completed, as far as one answer lists them. */
  static List<S3Multipart> begun(S3Line line, String key) {
    S3Request request = S3Request.of("GET", "").with("uploads", "").with("prefix", key);
    return S3Answer.each(line.ask(request).body(), "Upload").stream()
        .filter(upload -> key.equals(upload.get("Key")))
        .map(upload -> new S3Multipart(line, key, upload.getOrDefault("UploadId", "")))
        .toList();
  }

  /**
   * Brings a part, in the place of any that has the number.
   *
   * @param number from 1 on
   * @param sent adds what the part is
   * @return its tag
   */
  String send(int number, Function<S3Request, S3Wire.Reply> sent) {
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

  /**
   * Makes it an object. An answer that was lost is asked for in vain: whether the object is there
   * decides then.
   *
   * @param tags of all parts, from number 1 on
   */
  void complete(List<String> tags) {
    StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < tags.size(); i++) {
      list.append(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(i + 1, tags.get(i)));
    }
    byte[] body =
        list.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    S3Request request = S3Request.of("POST", key).with("uploadId", id).body(body);
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

  /** Lets go of its parts; one that is gone already is let go of. */
  void abort() {
    try {
      S3Store.done(line.ask(S3Request.of("DELETE", key).with("uploadId", id)));
    } catch (WeirFault fault) {
      if (fault.code() != FaultCode.OBJECT_ABSENT) {
        throw fault;
      }
    }
  }
}
