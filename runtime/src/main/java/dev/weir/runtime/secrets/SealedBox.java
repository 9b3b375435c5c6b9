package dev.weir.runtime.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that must be read back: signing keys, TLS keys, webhook secrets, snapshots. The
 * form is {@code w1.{key id}.{base64url of nonce, ciphertext and tag}} (AES-256-GCM, 96-bit random
 * nonce). What is sealed is bound to a context, so that a box moved to another row or file does not
 * open. During a rotation of the cluster's secret the old key still opens and the new one seals.
 * Thread-safe.
 */
public final class SealedBox {

  private static final String PURPOSE = "weir/sealed-box";
  private static final String VERSION = "w1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_ID_BYTES = 4;

  private final List<Key> keys;
  private final SecureRandom random = new SecureRandom();

  private SealedBox(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Seals and opens under one secret. */
  public static SealedBox of(ClusterSecret secret) {
    return new SealedBox(List.of(Key.of(secret)));
  }

  /** Seals under {@code current}; opens under either. */
  public static SealedBox rotating(ClusterSecret current, ClusterSecret previous) {
    return new SealedBox(List.of(Key.of(current), Key.of(previous)));
  }

  /** Seals {@code plain}; only the same {@code context} opens it again. */
  public String seal(String plain, String context) {
    Key key = keys.getFirst();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        apply(Cipher.ENCRYPT_MODE, key, nonce, plain.getBytes(StandardCharsets.UTF_8), context);
    byte[] body = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return VERSION
        + "."
        + key.id
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(body);
  }

  /**
   * Opens what {@link #seal} made; throws {@link UnopenedException} when it was changed, moved to
   * another context, or sealed under a key that is not here.
   */
  public String open(String box, String context) {
    String[] parts = box.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new UnopenedException("not a sealed box");
    }
    byte[] body;
    try {
      body = Base64.getUrlDecoder().decode(parts[2]);
    } catch (IllegalArgumentException notBase64) {
      throw new UnopenedException("not a sealed box");
    }
    if (body.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new UnopenedException("the sealed box is cut short");
    }
    byte[] nonce = Arrays.copyOf(body, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(body, NONCE_BYTES, body.length);
    byte[] plain = apply(Cipher.DECRYPT_MODE, keyOf(parts[1]), nonce, sealed, context);
    return new String(plain, StandardCharsets.UTF_8);
  }

  /** Whether a box should be sealed anew, because its key is on its way out. */
  public boolean outdated(String box) {
    return !box.startsWith(VERSION + "." + keys.getFirst().id + ".");
  }

  private Key keyOf(String id) {
    List<String> known = new ArrayList<>();
    for (Key key : keys) {
      if (key.id.equals(id)) {
        return key;
      }
      known.add(key.id);
    }
    throw new UnopenedException("sealed under key " + id + ", known are " + known);
  }

  private static byte[] apply(int mode, Key key, byte[] nonce, byte[] input, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key.secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((key.id + "\n" + context).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException refused) {
      throw new UnopenedException("the sealed box was changed or belongs elsewhere");
    }
  }

  /** A box that does not open. Its message names no secret. */
  public static final class UnopenedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnopenedException(String message) {
      super(message);
    }
  }

  private record Key(String id, SecretKeySpec secret) {

    static Key of(ClusterSecret root) {
      byte[] bytes = root.derive(PURPOSE);
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        String id = HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES);
        return new Key(id, new SecretKeySpec(bytes, "AES"));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every JDK has SHA-256", impossible);
      }
    }
  }
}
