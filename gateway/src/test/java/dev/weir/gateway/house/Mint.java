package dev.weir.gateway.house;

import dev.weir.contract.access.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Playback tokens under one key. */
public final class Mint {

  private static final String SECRET = "a shared secret that is long enough";

  /** What they are verified with. */
  public static final TokenKey KEY = new TokenKey("t1", TokenKey.Algorithm.HS256, SECRET);

  private Mint() {}

  /** A token with these members of its claims. */
  public static String token(String claims) {
    String signed = part("{\"alg\":\"HS256\"}") + "." + part("{" + claims + "}");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
