package dev.weir.gateway.player;

import dev.weir.gateway.answer.Compression;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the pages for viewers consist of, plain and compressed, under a version that is
 * the hash of them all: a browser may keep them for ever, and never mixes those of two releases.
 * Immutable.
 */
public final class PlayerFiles {

  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final int VERSION_DIGITS = 12;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          script("player.js"),
          script("controls.js"),
          script("sources.js"),
          script("live-edge.js"),
          script("quality.js"),
          script("rewind.js"),
          script("replay.js"),
          script("vendor/hls.min.js"),
          script("vendor/mpegts.js"),
          Map.entry("player.css", "text/css; charset=utf-8"),
          Map.entry("icon.svg", "image/svg+xml"));

  private final Map<String, PlayerFile> files;
  private final String version;
  private final String page;
  private final String replay;

  /**
   * One file.
   *
   * @param type its media type
   * @param plain its bytes
   * @param gzip the same, compressed
   */
  public record PlayerFile(String type, Buffer plain, Buffer gzip) {}

  private PlayerFiles(Map<String, PlayerFile> files, String version, String page, String replay) {
    this.files = Map.copyOf(files);
    this.version = version;
    this.page = page;
    this.replay = replay;
  }

  private static Map.Entry<String, String> script(String name) {
    return Map.entry(name, JAVASCRIPT);
  }

  /** Reads the files; blocks, so it is for the start. */
  public static PlayerFiles load() {
    MessageDigest digest = sha256();
    Map<String, PlayerFile> files = new LinkedHashMap<>();
    TYPES.keySet().stream()
        .sorted()
        .forEach(name -> {
          byte[] bytes = read(name);
          digest.update(bytes);
          String served = name.substring(name.lastIndexOf('/') + 1);
          String type = TYPES.getOrDefault(name, JAVASCRIPT);
          files.put(
              served,
              new PlayerFile(type, Buffer.buffer(bytes), Buffer.buffer(Compression.gzip(bytes))));
        });
    String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    return new PlayerFiles(files, version, text("watch.html"), text("replay.html"));
  }

  /** A file by its name; empty when there is none. */
  public Optional<PlayerFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** The version under which the files are served now. */
  public String version() {
    return version;
  }

  /** The page, with placeholders in double braces. */
  String page() {
    return page;
  }

  /** The page of a recording, likewise. */
  String replay() {
    return replay;
  }

  private static String text(String name) {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  private static byte[] read(String name) {
    try (InputStream file = PlayerFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the player's file " + name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
