package dev.weir.e2e.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A viewer of HLS that counts the bytes of all bodies that it gets: playlists, init sections,
 * segments and parts. Runs on its caller's thread.
 */
public final class CountingHls {

  private static final Pattern VARIANT =
      Pattern.compile("#EXT-X-STREAM-INF:[^\n]*\r?\n([^#\r\n]+)");
  private static final Pattern AUDIO =
      Pattern.compile("#EXT-X-MEDIA:.*TYPE=AUDIO.*URI=\"([^\"]+)\"");
  private static final Pattern RANGE = Pattern.compile("#EXT-X-BYTERANGE:([0-9]+)@([0-9]+)");
  private static final Duration POLL = Duration.ofMillis(400);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final HttpClient client;
  private final AtomicLong received = new AtomicLong();
  private final Set<URI> had = new LinkedHashSet<>();

  /** Asks with this client. */
  public CountingHls(HttpClient client) {
    this.client = client;
  }

  /** Bytes of bodies so far. Any thread. */
  public long received() {
    return received.get();
  }

  /** Plays what is live for a while, sound and picture. */
  public CountingHls play(URI multivariant, Duration time) {
    String text = text(multivariant);
    URI video = multivariant.resolve(first(VARIANT, text));
    String audio = first(AUDIO, text);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      segments(load(video));
      if (!audio.isEmpty()) {
        segments(load(multivariant.resolve(audio)));
      }
      pause();
    }
    return this;
  }

  /** Plays the picture part by part, as each comes, for a while. */
  public CountingHls playParts(URI multivariant, Duration time) {
    URI video = multivariant.resolve(first(VARIANT, text(multivariant)));
    HlsPlaylist now = load(video);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      now.map().ifPresent(this::once);
      now.openParts().forEach(this::once);
      int next = now.openParts().size();
      String wanted = "_HLS_msn=" + (now.lastSegment() + 1) + "&_HLS_part=" + next;
      now = new HlsPlaylist(video, text(new HlsPlaylist(video, "").with(wanted)));
    }
    return this;
  }

  /** Plays what a playlist lists, all of it, range by range. */
  public CountingHls playPast(URI multivariant) {
    HlsPlaylist list = load(multivariant.resolve(first(VARIANT, text(multivariant))));
    String range = "";
    for (String line : list.text().lines().toList()) {
      Matcher told = RANGE.matcher(line);
      if (told.find()) {
        long offset = Long.parseLong(told.group(2));
        range = "bytes=%d-%d".formatted(offset, offset + Long.parseLong(told.group(1)) - 1);
      } else if (!line.isBlank() && line.charAt(0) != '#') {
        HttpRequest.Builder request = HttpRequest.newBuilder(list.uri().resolve(line));
        ask(range.isEmpty() ? request : request.header("Range", range));
        range = "";
      }
    }
    return this;
  }

  /** Where the newest segment of the picture is, found as a player finds it. */
  public URI segment(URI multivariant) {
    return load(multivariant.resolve(first(VARIANT, text(multivariant)))).segments().getLast();
  }

  /** Downloads one thing. */
  public CountingHls download(URI uri) {
    ask(HttpRequest.newBuilder(uri));
    return this;
  }

  private HlsPlaylist load(URI uri) {
    return new HlsPlaylist(uri, text(uri));
  }

  private void segments(HlsPlaylist list) {
    list.map().ifPresent(this::once);
    list.segments().forEach(this::once);
  }

  private void once(URI uri) {
    if (had.add(uri)) {
      ask(HttpRequest.newBuilder(uri));
    }
  }

  private String text(URI uri) {
    return new String(ask(HttpRequest.newBuilder(uri)), StandardCharsets.UTF_8);
  }

  private byte[] ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.timeout(ANSWER_LIMIT).build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK && answer.statusCode() != PARTIAL) {
        throw new IllegalStateException(answer.uri() + ": " + answer.statusCode());
      }
      received.addAndGet(answer.body().length);
      return answer.body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1).strip() : "";
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
