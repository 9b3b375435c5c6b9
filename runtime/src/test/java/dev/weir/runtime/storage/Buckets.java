package dev.weir.runtime.storage;

import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.testkit.s3.S3UnderTest;
import java.net.URI;

/** Buckets of the tests' server. */
final class Buckets {

  private Buckets() {}

  static Bucket at(URI endpoint, String secretKey) {
    return of(endpoint, S3UnderTest.BUCKET, new Encryption.OfBucket(), secretKey);
  }

  static Bucket of(URI endpoint, String name, Encryption encryption, String secretKey) {
    return new Bucket(
        endpoint,
        "us-east-1",
        name,
        "own/films/",
        true,
        encryption,
        StorageClass.STANDARD,
        new AccessKey(S3UnderTest.ACCESS_KEY, secretKey));
  }
}
