package dev.weir.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The way to the store of the operator, who may keep it wherever this machine can reach. */
final class OperatorWire implements S3Wire {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  @Override
  public Reply carry(Call call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.address())
            .timeout(S3Line.ANSWER_TIMEOUT)
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers()
        .forEach((name, value) -> {
          // The client writes this one itself.
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
    return new Reply(answer.statusCode(), answer.headers(), answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
