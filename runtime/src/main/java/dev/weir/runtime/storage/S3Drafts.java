package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.storage.StorageClass;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Drafts as uploads in parts, of which the first is sent last. A name that is known when a draft
 * begins costs nothing; another one is given by a copy within the store.
 */
final class S3Drafts implements ObjectDrafts {

  /** What is sent in a few seconds. */
  private static final long WORTHWHILE_BYTES = 64L << 20;

  /** S3 takes no smaller part but the last. */
  private static final long MIN_PART_BYTES = 5L << 20;

  private static final int PART_BYTES = 16 << 20;

  /** After so many parts, each brings as much again: 9,000 of them bring 750 GB. */
  private static final int PARTS_OF_ONE_SIZE = 1_000;

  private static final Pattern TENANT = Pattern.compile("[0-9a-f-]{36}/.+");

  private final S3Keys keys;
  private final S3Line line;
  private final S3Terms terms;

  S3Drafts(S3Keys keys, S3Line line, S3Terms terms) {
    this.keys = keys;
    this.line = line;
    this.terms = terms;
  }

  @Override
  public long worthwhileBytes() {
    return WORTHWHILE_BYTES;
  }

  @Override
  public int partBytes(int number) {
    return PART_BYTES * (1 + number / PARTS_OF_ONE_SIZE);
  }

  @Override
  public boolean takesAnyName() {
    return false;
  }

  @Override
  public boolean reservesFront() {
    return false;
  }

  @Override
  public Draft begin(ObjectName name, String mediaType, long reservedBytes) {
    String key = keys.of(name);
    S3Multipart.begun(line, key).forEach(S3Multipart::abort);
    // Colder classes are charged for a month, and some are not read at once: it only passes by.
    S3Terms passing = RecordingObjects.isGrowing(name) ? terms.in(StorageClass.STANDARD) : terms;
    return new Draft(name, mediaType, 0, S3Multipart.begin(line, key, passing, mediaType).id());
  }

  @Override
  public Part add(Draft draft, List<Part> there, byte[] bytes) {
    // Number 1 is the front.
    return new Part(
        upload(draft).send(there.size() + 2, request -> line.ask(request.body(bytes))),
        bytes.length);
  }

  @Override
  public long frontBytes(Draft draft, long neededBytes) {
    return Math.max(MIN_PART_BYTES, neededBytes);
  }

  @Override
  public void complete(Draft draft, List<Part> parts, byte[] front, ObjectName name) {
    String grown = keys.of(draft.name());
    String key = keys.of(name);
    long bytes = front.length + parts.stream().mapToLong(Part::bytes).sum();
    try {
      List<String> tags = new ArrayList<>();
      tags.add(upload(draft).send(1, request -> line.ask(request.body(front))));
      parts.forEach(part -> tags.add(part.tag()));
      upload(draft).complete(tags);
    } catch (WeirFault fault) {
      // An attempt whose answer was lost may have completed it.
      if (fault.code() != FaultCode.OBJECT_ABSENT) {
        throw fault;
      }
    }
    if (!grown.equals(key) && S3Store.bytes(line, key) != bytes) {
      verify(grown, bytes);
      new S3Copy(line, terms).copy(grown, key, bytes, draft.mediaType());
    }
    verify(key, bytes);
    if (!grown.equals(key)) {
      S3Store.delete(line, grown);
    }
  }

  private void verify(String key, long bytes) {
    long there = S3Store.bytes(line, key);
    if (there != bytes) {
      throw new WeirFault(
          FaultCode.OBJECT_ABSENT, "object=%s sent=%d stored=%d".formatted(key, bytes, there));
    }
  }

  @Override
  public void abandon(Draft draft) {
    String key = keys.of(draft.name());
    if (draft.key().isEmpty()) {
      S3Multipart.begun(line, key).forEach(S3Multipart::abort);
    } else {
      upload(draft).abort();
    }
    if (RecordingObjects.isGrowing(draft.name())) {
      S3Store.delete(line, key);
    }
  }

  /** Those of a bucket that tenants share: what else may be in a tenant's own is not known. */
  @Override
  public void abandonOlderThan(Instant moment) {
    if (!keys.shared()) {
      return;
    }
    S3Request request = S3Request.of("GET", "").with("uploads", "");
    for (Map<String, String> upload : S3Answer.each(line.ask(request).body(), "Upload")) {
      String key = upload.getOrDefault("Key", "");
      boolean ours =
          key.startsWith(keys.prefix())
              && TENANT.matcher(key.substring(keys.prefix().length())).matches();
      if (ours && begun(upload).isBefore(moment)) {
        new S3Multipart(line, key, upload.getOrDefault("UploadId", "")).abort();
      }
    }
  }

  private static Instant begun(Map<String, String> upload) {
    try {
      return Instant.parse(upload.getOrDefault("Initiated", ""));
    } catch (DateTimeException untold) {
      return Instant.MAX;
    }
  }

  private S3Multipart upload(Draft draft) {
    return new S3Multipart(line, keys.of(draft.name()), draft.key());
  }
}
