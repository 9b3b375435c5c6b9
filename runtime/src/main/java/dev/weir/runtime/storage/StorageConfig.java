package dev.weir.runtime.storage;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where objects are kept; keys {@code storage.*}. */
public final class StorageConfig {

  private static final String EXPECTED =
      "file:DIRECTORY, or s3://BUCKET?endpoint=URL with region=, path-style= and encryption=";
  private static final Set<String> PARAMETERS =
      Set.of("endpoint", "region", "path-style", "encryption");

  private final Place place;

  /** A directory, or a bucket. */
  private sealed interface Place {

    record Directory(Path root) implements Place {}

    record Bucket(S3Bucket bucket) implements Place {}
  }

  private StorageConfig(Place place) {
    this.place = place;
  }

  /** A directory. */
  public static StorageConfig directory(Path root) {
    return new StorageConfig(new Place.Directory(root));
  }

  /** Reads the keys; a relative directory begins at {@code dataDir}, as the default one does. */
  public static StorageConfig read(ConfigReader config, Path dataDir) {
    String accessKey = config.text("storage.access-key", "");
    String secretKey = config.text("storage.secret-key", "");
    Place read =
        config.value(
            "storage.url",
            new Place.Directory(dataDir.resolve("objects")),
            EXPECTED,
            text -> place(text, dataDir, accessKey, secretKey));
    if (read instanceof Place.Bucket && (accessKey.isEmpty() || secretKey.isEmpty())) {
      config.problem(
          "storage.url names a bucket: storage.access-key and storage.secret-key are needed");
    }
    return new StorageConfig(read);
  }

  /** The store. What its bucket does not accept is seen when it is first asked. */
  public ObjectStore open(TimeSource time) {
    return switch (place) {
      case Place.Directory(Path root) -> new DirectoryStore(root);
      case Place.Bucket(S3Bucket bucket) -> new S3Store(bucket, time);
    };
  }

  private static Place place(String text, Path dataDir, String accessKey, String secretKey) {
    if (text.startsWith("file:")) {
      String path = text.substring("file:".length()).replaceFirst("^//(?=/)", "");
      return new Place.Directory(dataDir.resolve(path.isEmpty() ? "objects" : path));
    }
    URI url = URI.create(text);
    if (!"s3".equals(url.getScheme()) || url.getAuthority() == null) {
      throw new IllegalArgumentException("neither a directory nor a bucket");
    }
    Map<String, String> parameters = parameters(Optional.ofNullable(url.getQuery()).orElse(""));
    String region = parameters.getOrDefault("region", "us-east-1");
    URI endpoint =
        URI.create(parameters.getOrDefault("endpoint", "https://s3." + region + ".amazonaws.com"));
    return new Place.Bucket(
        new S3Bucket(
            url.getAuthority(),
            endpoint,
            region,
            Boolean.parseBoolean(parameters.getOrDefault("path-style", "false")),
            Optional.ofNullable(parameters.get("encryption")),
            accessKey,
            secretKey));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (!parameter.isEmpty()
          && (equals < 0 || !PARAMETERS.contains(parameter.substring(0, equals)))) {
        throw new IllegalArgumentException("not a parameter of a bucket");
      }
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return parameters;
  }
}
