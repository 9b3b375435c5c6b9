// Signs a path for Weir, and prints it with its query.
//
//   java Sign.java a    KEY PATH TIMESTAMP
//   java Sign.java hmac KEY PATH EXPIRY [w_user=ann w_max=2 ...]

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Sign {

  static String typeA(String key, String path, String timestamp) throws GeneralSecurityException {
    String fields = timestamp + "-0-0";
    byte[] text = (path + "-" + fields + "-" + key).getBytes(UTF_8);
    byte[] hash = MessageDigest.getInstance("MD5").digest(text);
    return path + "?auth_key=" + fields + "-" + HexFormat.of().formatHex(hash);
  }

  static String hmacSha256(String key, String path, String expiry, Map<String, String> limits)
      throws GeneralSecurityException {
    Map<String, String> signed = new TreeMap<>(limits);
    signed.put("w_exp", expiry);
    StringBuilder text = new StringBuilder("weir-url-1\n" + limits.getOrDefault("w_path", path));
    signed.forEach((name, value) -> text.append("\n" + name + "=" + value));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal(text.toString().getBytes(UTF_8));
    String query =
        signed.entrySet().stream()
            .map(limit -> limit.getKey() + "=" + URLEncoder.encode(limit.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return path + "?" + query + "&w_sig=" + HexFormat.of().formatHex(hash);
  }

  public static void main(String[] args) throws GeneralSecurityException {
    if (args[0].equals("a")) {
      System.out.println(typeA(args[1], args[2], args[3]));
      return;
    }
    Map<String, String> limits =
        Arrays.stream(args)
            .skip(4)
            .map(limit -> limit.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    System.out.println(hmacSha256(args[1], args[2], args[3], limits));
  }
}
