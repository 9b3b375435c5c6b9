package dev.weir.portal.domain;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes what a tenant publishes under a name: 128 random bits that say whose they are. */
final class ProofToken {

  private static final String PREFIX = "weir-";
  private static final int BYTES = 16;

  private ProofToken() {}

  static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
  }
}
