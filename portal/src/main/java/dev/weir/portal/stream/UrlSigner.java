package dev.weir.portal.stream;

import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.TypeBSignature;
import dev.weir.contract.access.TypeCSignature;
import dev.weir.contract.policy.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs addresses that end when they shall, in a form that the domain accepts. Of types A, B and C
 * an address is valid until its timestamp plus the domain's validity, so the timestamp is the
 * wanted end less that validity; it may lie in the past.
 *
 * @param authentication what the domain wants; where it wants no proof, or accepts no signature,
 *     addresses stay bare
 * @param until last instant at which the addresses shall open something
 */
record UrlSigner(Authentication authentication, Instant until) {

  /** What is taken first is what most people's own code can make, too. */
  private static final List<SignatureType> PREFERENCE =
      List.of(SignatureType.TYPE_A, SignatureType.HMAC, SignatureType.TYPE_C, SignatureType.TYPE_B);

  /** {@code path} with its signature; {@code query} is empty or {@code name=value}. */
  String sign(String path, String query) {
    Optional<SignatureType> type =
        PREFERENCE.stream().filter(authentication.signatures()::contains).findFirst();
    return authentication.required() && type.isPresent()
        ? signed(type.get(), path, query)
        : joined(path, query, "");
  }

  private String signed(SignatureType type, String path, String query) {
    SigningKey key = authentication.keys().primary();
    Instant timestamp = until.minus(authentication.validity());
    return switch (type) {
      case TYPE_A ->
          joined(
              path,
              query,
              TypeASignature.PARAMETER + "=" + TypeASignature.sign(path, timestamp, key));
      case HMAC -> joined(path, query, HmacSignature.sign(path, until, key));
      case TYPE_C -> joined(path, query, TypeCSignature.signQuery(path, timestamp, key));
      // RTMP has no place in front of the app.
      case TYPE_B ->
          joined(path.contains(".") ? TypeBSignature.sign(path, timestamp, key) : path, query, "");
    };
  }

  private static String joined(String path, String query, String signature) {
    String and = query.isEmpty() || signature.isEmpty() ? "" : "&";
    String ask = query + and + signature;
    return ask.isEmpty() ? path : path + "?" + ask;
  }
}
