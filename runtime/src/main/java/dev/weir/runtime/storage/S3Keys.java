package dev.weir.runtime.storage;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.Bucket;

/**
 * What objects are called in a bucket. Pure.
 *
 * @param prefix what all names begin with
 * @param shared whether tenants share the bucket, so that each has its id before its names
 */
record S3Keys(String prefix, boolean shared) {

  static S3Keys ofAll(Bucket bucket) {
    return new S3Keys(bucket.prefix(), true);
  }

  static S3Keys ofOne(Bucket bucket) {
    return new S3Keys(bucket.prefix(), false);
  }

  /** What the keys of all objects of a tenant begin with. */
  String before(TenantId tenant) {
    return shared ? prefix + tenant + "/" : prefix;
  }

  String of(ObjectName name) {
    return before(name.tenant()) + name.path();
  }
}
