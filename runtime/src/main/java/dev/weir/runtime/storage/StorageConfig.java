package dev.weir.runtime.storage;

import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigReader;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where objects are kept; keys {@code storage.*}. */
public final class StorageConfig {

  private static final String EXPECTED =
      "file:DIRECTORY, or s3://BUCKET?endpoint=URL with region=, path-style=, encryption="
          + " (AES256 or aws:kms), kms-key= and storage-class=";
  private static final Set<String> PARAMETERS =
      Set.of("endpoint", "region", "path-style", "encryption", "kms-key", "storage-class");

  private static final String MISSING = "missing";

  private final Place place;
  private final boolean allowPrivate;

  /** A directory, or a bucket. */
  private sealed interface Place {

    record Directory(Path root) implements Place {}

    record InBucket(Bucket bucket) implements Place {}
  }

  private StorageConfig(Place place, boolean allowPrivate) {
    this.place = place;
    this.allowPrivate = allowPrivate;
  }

  /** A directory. */
  public static StorageConfig directory(Path root) {
    return new StorageConfig(new Place.Directory(root), false);
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
    if (read instanceof Place.InBucket && (accessKey.isEmpty() || secretKey.isEmpty())) {
      config.problem(
          "storage.url names a bucket: storage.access-key and storage.secret-key are needed");
    }
    return new StorageConfig(read, config.flag("storage.tenants.allow-private", false));
  }

  /** The store. What its bucket does not accept is seen when it is first asked. */
  public ObjectStore open(TimeSource time) {
    return switch (place) {
      case Place.Directory(Path root) -> new DirectoryStore(root);
      case Place.InBucket(Bucket bucket) -> S3Store.ofAll(bucket, new OperatorWire(), time);
    };
  }

  /** The way to stores that tenants bring, with connections of its own. */
  public TenantBuckets openTenants(Vertx vertx, TimeSource time) {
    return new TenantBuckets(vertx, allowPrivate, time);
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
    return new Place.InBucket(
        new Bucket(
            endpoint,
            region,
            url.getAuthority(),
            "",
            Boolean.parseBoolean(parameters.getOrDefault("path-style", "false")),
            encryption(parameters),
            storageClass(parameters),
            // Without one, it is said what is missing.
            new AccessKey(
                accessKey.isEmpty() ? MISSING : accessKey,
                secretKey.isEmpty() ? MISSING : secretKey)));
  }

  private static Encryption encryption(Map<String, String> parameters) {
    String way = parameters.getOrDefault("encryption", "");
    String key = parameters.getOrDefault("kms-key", "");
    if (!key.isEmpty() && !way.equals("aws:kms")) {
      throw new IllegalArgumentException("kms-key= belongs to encryption=aws:kms");
    }
    return switch (way) {
      case "" -> new Encryption.OfBucket();
      case "AES256" -> new Encryption.Aes256();
      case "aws:kms" -> new Encryption.Kms(key);
      default -> throw new IllegalArgumentException("no encryption " + way);
    };
  }

  /** What is written there has to be readable at once: snapshots and replays come from it. */
  private static StorageClass storageClass(Map<String, String> parameters) {
    StorageClass chosen =
        StorageClass.valueOf(
            parameters.getOrDefault("storage-class", StorageClass.STANDARD.name()));
    if (!chosen.readAtOnce()) {
      throw new IllegalArgumentException("objects begin in a class that is read at once");
    }
    return chosen;
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
