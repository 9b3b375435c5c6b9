package dev.weir.app.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Viewers who watch for as long as they are let: over HTTP-FLV and over HLS. */
final class RehearsalAudience implements AutoCloseable {

  private static final int FLV_VIEWERS = 16;
  private static final int HLS_VIEWERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern MEDIA_PLAYLIST =
      Pattern.compile("^[^#\"\\n]*video\\.m3u8", Pattern.MULTILINE);
  private static final Pattern SEGMENT = Pattern.compile("^video-\\d+\\.m4s", Pattern.MULTILINE);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> watching = new ArrayList<>();
  private volatile boolean over;

  /** Lets them in. */
  void enter(String flvUrl, String hlsUrl) {
    for (int i = 0; i < FLV_VIEWERS; i++) {
      watchFlv(URI.create(flvUrl));
    }
    for (int i = 0; i < HLS_VIEWERS; i++) {
      watching.add(threads.submit(() -> watchHls(URI.create(hlsUrl))));
    }
  }

  /** Waits for whatever comes next, until the client is shut down. */
  private void watchFlv(URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    Future<?> _ = client.sendAsync(request, BodyHandlers.discarding());
  }

  private Void watchHls(URI url) throws IOException, InterruptedException {
    Matcher playlist = MEDIA_PLAYLIST.matcher(text(url));
    if (!playlist.find()) {
      throw new IOException("no media playlist to rehearse with");
    }
    URI media = url.resolve(playlist.group());
    while (!over) {
      Matcher segment = SEGMENT.matcher(text(media));
      if (segment.find()) {
        client.send(get(media.resolve(segment.group())), BodyHandlers.discarding());
      }
    }
    return null;
  }

  private String text(URI url) throws IOException, InterruptedException {
    return client.send(get(url), BodyHandlers.ofString()).body();
  }

  private static HttpRequest get(URI url) {
    return HttpRequest.newBuilder(url).timeout(PATIENCE).build();
  }

  /** Sends them home; fails when one of them could not watch HLS. */
  void leave() throws Exception {
    over = true;
    for (Future<?> viewer : watching) {
      viewer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
    client.shutdownNow();
  }
}
