package dev.weir.runtime.storage;

import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;

/**
 * On which terms objects are stored: "PutObject", "CreateMultipartUpload" and "CopyObject" of the
 * Amazon S3 API reference. Pure.
 */
record S3Terms(Encryption encryption, StorageClass storageClass) {

  /** The header that names the class. */
  static final String CLASS = "x-amz-storage-class";

  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  static S3Terms of(Bucket bucket) {
    return new S3Terms(bucket.encryption(), bucket.storageClass());
  }

  /** The same in another class. */
  S3Terms in(StorageClass other) {
    return new S3Terms(encryption, other);
  }

  /** A request that brings an object of a media type. */
  S3Request on(S3Request request, String mediaType) {
    return on(request.header("content-type", mediaType));
  }

  /** A request that brings an object. The class that a store takes by itself is not asked for. */
  S3Request on(S3Request request) {
    S3Request classed =
        storageClass == StorageClass.STANDARD
            ? request
            : request.header(CLASS, storageClass.name());
    return switch (encryption) {
      case Encryption.OfBucket _ -> classed;
      case Encryption.Aes256 _ -> classed.header(ENCRYPTION, "AES256");
      case Encryption.Kms(String keyId) -> {
        S3Request kms = classed.header(ENCRYPTION, "aws:kms");
        yield keyId.isEmpty() ? kms : kms.header(ENCRYPTION + "-aws-kms-key-id", keyId);
      }
    };
  }
}
