package dev.weir.portal.domain.store;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores as JSON. Names of fields are a contract; what a document does not say is as a new store
 * has it.
 */
public final class StoreDocument {

  /** How an encryption is called that is whatever the bucket does. */
  public static final String OF_BUCKET = "bucket";

  /** How SSE-S3 is called. */
  public static final String AES256 = "AES256";

  /** How SSE-KMS is called. */
  public static final String KMS = "aws:kms";

  private StoreDocument() {}

  /** All but the secret. */
  public static JsonObject of(Bucket bucket) {
    JsonObject json =
        new JsonObject()
            .put("endpoint", bucket.endpoint().toString())
            .put("region", bucket.region())
            .put("bucket", bucket.name())
            .put("prefix", bucket.prefix())
            .put("pathStyle", bucket.pathStyle())
            .put("encryption", name(bucket.encryption()))
            .put("storageClass", bucket.storageClass().name())
            .put("accessKey", bucket.key().id());
    if (bucket.encryption() instanceof Encryption.Kms(String keyId)) {
      json.put("kmsKey", keyId);
    }
    return json;
  }

  /** Reads {@link #of}; throws {@link IllegalArgumentException} for what no store can be. */
  public static Bucket bucket(JsonObject json, String secret) {
    return new Bucket(
        URI.create(json.getString("endpoint")),
        json.getString("region", "us-east-1"),
        json.getString("bucket"),
        json.getString("prefix", ""),
        json.getBoolean("pathStyle", false),
        encryption(json.getString("encryption", OF_BUCKET), json.getString("kmsKey", "")),
        StorageClass.valueOf(json.getString("storageClass", StorageClass.STANDARD.name())),
        new AccessKey(json.getString("accessKey"), secret));
  }

  /** How an encryption is called. */
  public static String name(Encryption encryption) {
    return switch (encryption) {
      case Encryption.OfBucket _ -> OF_BUCKET;
      case Encryption.Aes256 _ -> AES256;
      case Encryption.Kms _ -> KMS;
    };
  }

  /** Reads {@link #name}; throws {@link IllegalArgumentException} for what is none. */
  public static Encryption encryption(String name, String kmsKey) {
    return switch (name) {
      case OF_BUCKET -> new Encryption.OfBucket();
      case AES256 -> new Encryption.Aes256();
      case KMS -> new Encryption.Kms(kmsKey);
      default -> throw new IllegalArgumentException("no encryption " + name);
    };
  }

  /** What a secret is bound to: moved to another tenant or store, it does not open. */
  public static String context(TenantId tenant, StoreId store) {
    return "store/" + tenant + "/" + store;
  }

  /**
   * The stores of a tenant as a query lists them.
   *
   * @param rows objects of {@code name}, {@code document} and {@code sealed}; null for none
   */
  public static Map<StoreId, Bucket> stores(
      TenantId tenant, @Nullable JsonArray rows, SealedBox box) {
    Map<StoreId, Bucket> stores = new HashMap<>();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      JsonObject row = rows.getJsonObject(i);
      StoreId id = new StoreId(row.getString("name"));
      String secret = box.open(row.getString("sealed"), context(tenant, id));
      stores.put(id, bucket(row.getJsonObject("document"), secret));
    }
    return stores;
  }
}
