package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Objects in a bucket. Bytes are proven to have arrived as they were: the store compares each body
 * with the SHA-256 that is signed with it.
 */
final class S3Store implements ObjectStore {

  private final S3Keys keys;
  private final S3Line line;
  private final S3Terms terms;
  private final S3Upload upload;

  private S3Store(Bucket bucket, S3Keys keys, S3Line line) {
    this.keys = keys;
    this.line = line;
    this.terms = S3Terms.of(bucket);
    this.upload = new S3Upload(line, terms);
  }

  /** The bucket of all tenants, each of which has a place of its own in it. */
  static S3Store ofAll(Bucket bucket, S3Wire wire, TimeSource time) {
    return new S3Store(bucket, S3Keys.ofAll(bucket), new S3Line(bucket, wire, time));
  }

  /** The bucket of one tenant, whose objects lie in it by their bare names. */
  static S3Store ofOne(Bucket bucket, S3Line line) {
    return new S3Store(bucket, S3Keys.ofOne(bucket), line);
  }

  @Override
  public void put(ObjectName name, Path file, String mediaType) {
    try {
      long bytes = Files.size(file);
      if (bytes > S3Upload.MIN_PART_BYTES) {
        upload.inParts(keys.of(name), file, bytes, mediaType);
      } else {
        S3Request put = S3Request.of("PUT", keys.of(name)).body(Files.readAllBytes(file));
        done(line.ask(terms.on(put, mediaType)));
      }
      long stored = find(name).map(StoredObject::bytes).orElse(-1L);
      if (stored != bytes) {
        throw new WeirFault(
            FaultCode.STORAGE_UNAVAILABLE,
            "object=%s sent=%d stored=%d".formatted(name, bytes, stored));
      }
    } catch (NoSuchFileException absent) {
      throw new WeirFault(FaultCode.OBJECT_ABSENT, "file=" + file);
    } catch (IOException unreadable) {
      throw new WeirFault(FaultCode.STORAGE_REFUSED, "file=" + file + " cause=" + unreadable);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectName name) {
    try {
      S3Wire.Reply answer = line.ask(S3Request.of("HEAD", keys.of(name)));
      done(answer);
      Instant stored =
          answer
              .headers()
              .firstValue("last-modified")
              .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
              .map(ZonedDateTime::toInstant)
              .orElse(Instant.EPOCH);
      long bytes = answer.headers().firstValueAsLong("content-length").orElse(0);
      return Optional.of(new StoredObject(name, bytes, stored));
    } catch (WeirFault fault) {
      if (fault.code() == FaultCode.OBJECT_ABSENT) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) {
    S3Request request =
        S3Request.of("GET", keys.of(name))
            .header("range", "bytes=" + offset + "-" + (offset + length - 1));
    return new RangeStream(line.ask(request).body(), length);
  }

  @Override
  public void delete(ObjectName name) {
    delete(line, keys.of(name));
  }

  /** Deletes an object; one that is not there is deleted already. */
  static void delete(S3Line line, String key) {
    try {
      done(line.ask(S3Request.of("DELETE", key)));
    } catch (WeirFault fault) {
      if (fault.code() != FaultCode.OBJECT_ABSENT) {
        throw fault;
      }
    }
  }

  @Override
  public List<StoredObject> list(TenantId tenant, String prefix, String after, int most) {
    int bounded = Math.clamp(most, 0, MAX_LISTED);
    if (bounded == 0) {
      return List.of();
    }
    String below = keys.before(tenant);
    S3Request request =
        S3Request.of("GET", "")
            .with("list-type", 2)
            .with("max-keys", bounded)
            .with("prefix", below + prefix);
    S3Request from = after.isEmpty() ? request : request.with("start-after", below + after);
    return S3Answer.each(line.ask(from).body(), "Contents").stream()
        .map(entry ->
            new StoredObject(
                new ObjectName(tenant, entry.getOrDefault("Key", "").substring(below.length())),
                Long.parseLong(entry.getOrDefault("Size", "0")),
                Instant.parse(entry.getOrDefault("LastModified", Instant.EPOCH.toString()))))
        .toList();
  }

  /** How large an object is; less than 0 for none. */
  static long bytes(S3Line line, String key) {
    try {
      S3Wire.Reply answer = line.ask(S3Request.of("HEAD", key));
      done(answer);
      return answer.headers().firstValueAsLong("content-length").orElse(0);
    } catch (WeirFault fault) {
      if (fault.code() == FaultCode.OBJECT_ABSENT) {
        return -1;
      }
      throw fault;
    }
  }

  @Override
  public Optional<ObjectDrafts> drafts() {
    return Optional.of(new S3Drafts(keys, line, terms));
  }

  @Override
  public boolean hasClasses() {
    return true;
  }

  @Override
  public void move(ObjectName name, StorageClass to) {
    new S3Move(line, terms.in(to)).move(keys.of(name));
  }

  @Override
  public void close() {
    line.close();
  }

  /** Of an answer without a body that matters: its connection can be used again. */
  static void done(S3Wire.Reply answer) {
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException late) {
      // What was asked for is done.
    }
  }
}
