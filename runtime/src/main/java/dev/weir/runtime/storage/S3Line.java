package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.storage.Bucket;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The line to a store that speaks S3: signs requests, sends what failed for a passing reason again
 * after a growing delay, and names what fails for good. Thread-safe; blocks.
 */
final class S3Line implements AutoCloseable {

  /** How often a request is sent before it counts as failed. */
  static final int ATTEMPTS = 4;

  /** How long an answer may take, from the first byte that is sent. */
  static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private static final Duration FIRST_DELAY = Duration.ofMillis(200);

  /** An error's text is quoted up to here. */
  private static final int MAX_ERROR_BYTES = 4_096;

  private final Bucket bucket;
  private final S3Wire wire;
  private final TimeSource time;
  private final int attempts;

  S3Line(Bucket bucket, S3Wire wire, TimeSource time) {
    this(bucket, wire, time, ATTEMPTS);
  }

  /** One that asks so often. */
  S3Line(Bucket bucket, S3Wire wire, TimeSource time, int attempts) {
    this.bucket = bucket;
    this.wire = wire;
    this.time = time;
    this.attempts = attempts;
  }

  /** The answer of the store, which has agreed; whoever asked closes its body. */
  S3Wire.Reply ask(S3Request request) {
    for (int attempt = 1; ; attempt++) {
      WeirFault fault;
      try {
        S3Wire.Reply answer = wire.carry(signed(request));
        if (answer.status() / 100 == 2) {
          return answer;
        }
        fault = refused(request, answer);
      } catch (IOException lost) {
        fault = lost(request, lost);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw fault(FaultCode.STORAGE_UNAVAILABLE, StoreTrouble.OTHER, request, "interrupted");
      }
      if (fault.code() != FaultCode.STORAGE_UNAVAILABLE || attempt == attempts) {
        throw fault;
      }
      pause(attempt, fault);
    }
  }

  String bucketName() {
    return bucket.name();
  }

  private S3Wire.Call signed(S3Request request) {
    URI address = bucket.address(request.key());
    String query = S3Signature.query(request.query());
    SortedMap<String, String> headers = new TreeMap<>(request.headers());
    headers.put("host", address.getAuthority());
    headers.put("x-amz-date", S3Signature.time(time.now()));
    headers.put("x-amz-content-sha256", S3Signature.sha256(request.body()));
    headers.put(
        "authorization",
        S3Signature.authorization(bucket, request.method(), address.getPath(), query, headers));
    URI whole = query.isEmpty() ? address : URI.create(address + "?" + query);
    return new S3Wire.Call(request.method(), whole, headers, request.body());
  }

  private static WeirFault lost(S3Request request, IOException lost) {
    StoreTrouble trouble = StoreTrouble.of(lost);
    FaultCode code =
        trouble == StoreTrouble.ADDRESS_REFUSED
            ? FaultCode.STORAGE_REFUSED
            : FaultCode.STORAGE_UNAVAILABLE;
    return fault(code, trouble, request, lost.toString());
  }

  private static WeirFault refused(S3Request request, S3Wire.Reply answer) throws IOException {
    String text;
    try (InputStream body = answer.body()) {
      text = S3Answer.error(body.readNBytes(MAX_ERROR_BYTES));
    }
    int status = answer.status();
    return fault(
        code(status, text),
        StoreTrouble.of(status, text),
        request,
        "status " + status + " " + text);
  }

  private static FaultCode code(int status, String text) {
    if (text.equals("InvalidObjectState")) {
      return FaultCode.OBJECT_ARCHIVED;
    }
    return switch (status) {
      case 404 -> text.equals("NoSuchBucket") ? FaultCode.STORAGE_REFUSED : FaultCode.OBJECT_ABSENT;
      case 408, 425, 429 -> FaultCode.STORAGE_UNAVAILABLE;
      case 507 -> FaultCode.STORAGE_FULL;
      // What is not implemented now is not implemented a second later.
      case 501 -> FaultCode.STORAGE_REFUSED;
      default ->
          status >= 500 || text.equals("RequestTimeout")
              ? FaultCode.STORAGE_UNAVAILABLE
              : FaultCode.STORAGE_REFUSED;
    };
  }

  private static WeirFault fault(
      FaultCode code, StoreTrouble trouble, S3Request request, String cause) {
    return new WeirFault(
        code,
        trouble.name(),
        "method=%s object=%s cause=\"%s\"".formatted(request.method(), request.key(), cause));
  }

  private static void pause(int attempt, WeirFault fault) {
    long most = FIRST_DELAY.toMillis() << attempt;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
