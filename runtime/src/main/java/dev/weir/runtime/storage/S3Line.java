package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);

  /** An error's text is quoted up to here. */
  private static final int MAX_ERROR_BYTES = 4_096;

  private final S3Bucket bucket;
  private final TimeSource time;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  S3Line(S3Bucket bucket, TimeSource time) {
    this.bucket = bucket;
    this.time = time;
  }

  /** The answer of the store, which has agreed; whoever asked closes its body. */
  HttpResponse<InputStream> ask(S3Request request) {
    for (int attempt = 1; ; attempt++) {
      WeirFault fault;
      try {
        HttpResponse<InputStream> answer =
            client.send(signed(request), BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        fault = refused(request, answer);
      } catch (IOException lost) {
        fault = fault(FaultCode.STORAGE_UNAVAILABLE, request, lost.toString());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw fault(FaultCode.STORAGE_UNAVAILABLE, request, "interrupted");
      }
      if (fault.code() != FaultCode.STORAGE_UNAVAILABLE || attempt == ATTEMPTS) {
        throw fault;
      }
      pause(attempt, fault);
    }
  }

  private HttpRequest signed(S3Request request) {
    URI address = bucket.address(request.key());
    String query = S3Signature.query(request.query());
    SortedMap<String, String> headers = new TreeMap<>(request.headers());
    headers.put("host", address.getAuthority());
    headers.put("x-amz-date", S3Signature.time(time.now()));
    headers.put("x-amz-content-sha256", S3Signature.sha256(request.body()));
    String proof =
        S3Signature.authorization(bucket, request.method(), address.getPath(), query, headers);
    URI whole = query.isEmpty() ? address : URI.create(address + "?" + query);
    HttpRequest.Builder built =
        HttpRequest.newBuilder(whole)
            .timeout(ANSWER_TIMEOUT)
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .header("authorization", proof);
    // The client writes this one itself.
    headers.remove("host");
    headers.forEach(built::header);
    return built.build();
  }

  private WeirFault refused(S3Request request, HttpResponse<InputStream> answer)
      throws IOException {
    String text;
    try (InputStream body = answer.body()) {
      text = S3Answer.error(body.readNBytes(MAX_ERROR_BYTES));
    }
    int status = answer.statusCode();
    FaultCode code =
        switch (status) {
          case 404 ->
              "NoSuchBucket".equals(text) ? FaultCode.STORAGE_REFUSED : FaultCode.OBJECT_ABSENT;
          case 408, 425, 429 -> FaultCode.STORAGE_UNAVAILABLE;
          case 507 -> FaultCode.STORAGE_FULL;
          default ->
              status >= 500 || "RequestTimeout".equals(text)
                  ? FaultCode.STORAGE_UNAVAILABLE
                  : FaultCode.STORAGE_REFUSED;
        };
    return fault(code, request, "status " + status + " " + text);
  }

  private static WeirFault fault(FaultCode code, S3Request request, String cause) {
    return new WeirFault(
        code, "method=%s object=%s cause=\"%s\"".formatted(request.method(), request.key(), cause));
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
    client.shutdownNow();
  }
}
