package dev.weir.portal.stream;

import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import java.time.Duration;
import java.time.Instant;

/**
 * Appends a type A signature that ends when it shall. A type A address is valid until its timestamp
 * plus the domain's validity, so the timestamp is the wanted end less that validity; it may lie in
 * the past.
 *
 * @param keys the domain's keys; the primary signs
 * @param required whether the domain wants signatures; without, addresses stay bare
 * @param domainValidity how long after its timestamp the domain accepts a signature
 * @param until last instant at which the addresses shall open something
 */
record UrlSigner(SigningKeyRing keys, boolean required, Duration domainValidity, Instant until) {

  /** {@code path} with its signature; {@code query} is empty or {@code name=value}. */
  String sign(String path, String query) {
    String ask = query.isEmpty() ? "" : "?" + query;
    if (!required) {
      return path + ask;
    }
    String authKey = TypeASignature.sign(path, until.minus(domainValidity), keys.primary());
    return path + ask + (query.isEmpty() ? "?" : "&") + TypeASignature.PARAMETER + "=" + authKey;
  }
}
