package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.runtime.secrets.SealedBox;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of a policy that says which stores its tenant brought; secrets sealed. */
final class StoresJson {

  private final SealedBox box;

  StoresJson(SealedBox box) {
    this.box = box;
  }

  ArrayNode write(DomainName domain, Map<StoreId, Bucket> stores) {
    ArrayNode list = JsonFields.array();
    stores.entrySet().stream()
        .sorted(Map.Entry.comparingByKey((one, other) -> one.value().compareTo(other.value())))
        .forEach(store -> list.add(write(domain, store.getKey(), store.getValue())));
    return list;
  }

  private ObjectNode write(DomainName domain, StoreId id, Bucket bucket) {
    ObjectNode json = JsonFields.object();
    json.put("id", id.value())
        .put("endpoint", bucket.endpoint().toString())
        .put("region", bucket.region())
        .put("bucket", bucket.name())
        .put("prefix", bucket.prefix())
        .put("pathStyle", bucket.pathStyle())
        .put("class", bucket.storageClass().name())
        .put("key", bucket.key().id())
        .put("sealed", box.seal(bucket.key().secret(), context(domain, id)));
    return switch (bucket.encryption()) {
      case Encryption.OfBucket _ -> json;
      case Encryption.Aes256 _ -> json.put("encryption", "AES256");
      case Encryption.Kms(String keyId) -> json.put("encryption", "aws:kms").put("kmsKey", keyId);
    };
  }

  Map<StoreId, Bucket> read(DomainName domain, JsonFields json) {
    return json.list("stores", JsonFields::of).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                store -> new StoreId(store.text("id")), store -> bucket(domain, store)));
  }

  private Bucket bucket(DomainName domain, JsonFields json) {
    StoreId id = new StoreId(json.text("id"));
    return new Bucket(
        URI.create(json.text("endpoint")),
        json.text("region"),
        json.text("bucket"),
        json.text("prefix"),
        json.flag("pathStyle"),
        encryption(json),
        StorageClass.valueOf(json.text("class")),
        new AccessKey(json.text("key"), box.open(json.text("sealed"), context(domain, id))));
  }

  private static Encryption encryption(JsonFields json) {
    if (!json.has("encryption")) {
      return new Encryption.OfBucket();
    }
    return json.text("encryption").equals("AES256")
        ? new Encryption.Aes256()
        : new Encryption.Kms(json.text("kmsKey"));
  }

  /** What a secret is bound to: copied to another domain or store, it does not open. */
  private static String context(DomainName domain, StoreId id) {
    return "policy/" + domain + "/store/" + id;
  }
}
