package dev.weir.gateway.house;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An HLS player's view of one stream: a session, and what its playlists name. */
public final class Playback {

  private final Web web;
  private final URI base;

  private Playback(Web web, URI base) {
    this.web = web;
    this.base = base;
  }

  /** Opens a signed multivariant playlist and takes the session from it. */
  public static Playback open(Web web, String stream) {
    return open(web, stream, "");
  }

  /** The same with more in the query, such as {@code &container=ts}. */
  public static Playback open(Web web, String stream, String query) {
    String path = "/live/" + stream + ".m3u8";
    String multivariant = web.text(Rules.sign(path) + query);
    String variant =
        multivariant
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(multivariant));
    return new Playback(web, web.uri(path).resolve(variant));
  }

  /** The path of a file beside the playlist. */
  public String path(String file) {
    return base.resolve(file).getPath();
  }

  /** The session's token. */
  public String token() {
    return base.getPath().split("/", -1)[2].substring(1);
  }

  /** GET of a file beside the playlist; the name may carry a query. */
  public HttpResponse<byte[]> get(String file, String... headers) {
    int query = file.indexOf('?');
    String name = query < 0 ? file : file.substring(0, query);
    return web.get(path(name) + (query < 0 ? "" : file.substring(query)), headers);
  }

  /** GET in the background. */
  public CompletableFuture<HttpResponse<byte[]>> getting(String file) {
    int query = file.indexOf('?');
    return web.getting(path(file.substring(0, query)) + file.substring(query));
  }

  /** A playlist's text. */
  public String text(String file) {
    return web.text(path(file));
  }

  /** The lines of a playlist that match, oldest first. */
  public List<String> lines(String file, String pattern) {
    return text(file).lines().filter(line -> line.matches(pattern)).toList();
  }

  /** The number in a tag such as {@code #EXT-X-MEDIA-SEQUENCE:}. */
  public static long number(String playlist, String tag) {
    return playlist
        .lines()
        .filter(line -> line.startsWith(tag + ":"))
        .map(line -> Long.parseLong(line.substring(tag.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(tag + " in " + playlist));
  }
}
