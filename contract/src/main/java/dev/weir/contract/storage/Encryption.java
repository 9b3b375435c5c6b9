package dev.weir.contract.storage;

import java.util.regex.Pattern;

/** What a store is asked to encrypt objects with where they rest. */
public sealed interface Encryption {

  /** Whatever the bucket does by itself. */
  record OfBucket() implements Encryption {}

  /** Keys of the store's own (SSE-S3). */
  record Aes256() implements Encryption {}

  /**
   * A key of the store's key service (SSE-KMS).
   *
   * @param keyId the key; empty for the usual one of the account
   */
  record Kms(String keyId) implements Encryption {

    /** Most characters of a key's name. */
    public static final int MAX_LENGTH = 256;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9:/_-]{0,256}");

    /** Throws {@link IllegalArgumentException} for what no key is called. */
    public Kms {
      if (!KEY.matcher(keyId).matches()) {
        throw new IllegalArgumentException("not the name of a key");
      }
    }
  }
}
