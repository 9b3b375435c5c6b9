package dev.weir.portal.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The portal's static files, read once from the class path. They are served under a path that holds
 * a digest of all of them, so that a browser may keep each for ever and never sees a page and a
 * style sheet of two different releases. Immutable.
 */
public final class Assets {

  private static final String PREFIX = "/assets/";
  private static final int VERSION_DIGITS = 16;

  /** The style sheet is written in parts and served as one. */
  private static final List<String> STYLES =
      List.of(
          "tokens.css",
          "base.css",
          "layout.css",
          "forms.css",
          "components.css",
          "tables.css",
          "api.css",
          "streams.css",
          "welcome.css",
          "stream.css",
          "pages.css",
          "billing.css",
          "health.css",
          "quality.css",
          "analytics.css",
          "guide.css");

  private static final List<String> SCRIPTS =
      List.of(
          "main.js",
          "clock.js",
          "copy.js",
          "estimate.js",
          "example.js",
          "file.js",
          "form.js",
          "live.js",
          "spark.js",
          "swap.js",
          "theme.js",
          "zoom.js");

  private final String version;
  private final Map<String, Asset> files;

  private Assets(String version, Map<String, Asset> files) {
    this.version = version;
    this.files = Map.copyOf(files);
  }

  /** Reads all files. */
  public static Assets load() {
    Map<String, Asset> files = new TreeMap<>();
    StringBuilder style = new StringBuilder();
    for (String part : STYLES) {
      style.append(text(part)).append('\n');
    }
    files.put("weir.css", asset("text/css; charset=utf-8", style.toString()));
    for (String script : SCRIPTS) {
      files.put(script, asset("text/javascript; charset=utf-8", text(script)));
    }
    files.put("mark.svg", asset("image/svg+xml", text("mark.svg")));
    return new Assets(digest(files), files);
  }

  /** The path of a file; throws {@link IllegalArgumentException} for one that is not there. */
  public String path(String name) {
    if (!files.containsKey(name)) {
      throw new IllegalArgumentException("no asset is called " + name);
    }
    return PREFIX + version + "/" + name;
  }

  Optional<Asset> find(String version, String name) {
    return this.version.equals(version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }

  private static Asset asset(String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Asset(contentType, Buffer.buffer(bytes), Buffer.buffer(compress(bytes)));
  }

  private static String text(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream("assets/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("asset " + name + " is missing from the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream target = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return target.toByteArray();
  }

  private static String digest(Map<String, Asset> files) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      files.forEach((name, asset) -> {
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update(asset.plain().getBytes());
      });
      return HexFormat.of().formatHex(sha256.digest()).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
