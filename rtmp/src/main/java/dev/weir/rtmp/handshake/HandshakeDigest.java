package dev.weir.rtmp.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digest that both ends hide in their 1,536-byte packets since Flash Player 9.0.115:
 * HMAC-SHA256 of the packet without the 32 bytes that the digest itself takes.
 *
 * <p>Never specified; described by every implementation since. Where it hides depends on four bytes
 * of the packet, whose place depends on the {@link Layout}. It proves nothing today, since the keys
 * are public, but players check that the answer has one.
 */
final class HandshakeDigest {

  static final int PACKET_BYTES = 1536;
  static final int DIGEST_BYTES = 32;

  private static final int POSITIONS = 728;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] KEY_TAIL =
      HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  /** Signs C1. */
  static final byte[] CLIENT_KEY = ascii("Genuine Adobe Flash Player 001");

  /** Signs S1. */
  static final byte[] SERVER_KEY = ascii("Genuine Adobe Flash Media Server 001");

  private static final byte[] CLIENT_ANSWER_KEY = withTail(CLIENT_KEY);
  private static final byte[] SERVER_ANSWER_KEY = withTail(SERVER_KEY);

  private HandshakeDigest() {}

  /** Which half of a packet holds the digest; the other one holds a public key that nobody uses. */
  enum Layout {
    /** Behind time and version: ffmpeg, GStreamer. */
    DIGEST_FIRST(8),
    /** In the second half: Flash Player 10 and later. */
    KEY_FIRST(772);

    private final int pointer;

    Layout(int pointer) {
      this.pointer = pointer;
    }

    /** Where in {@code packet} the digest begins. */
    int digestOffset(byte[] packet) {
      int sum = 0;
      for (int i = pointer; i < pointer + 4; i++) {
        sum += packet[i] & 0xFF;
      }
      return pointer + 4 + sum % POSITIONS;
    }
  }

  /** The layout under which {@code packet} carries a digest made with {@code key}. */
  static Optional<Layout> find(byte[] packet, byte[] key) {
    for (Layout layout : Layout.values()) {
      int offset = layout.digestOffset(packet);
      byte[] found = Arrays.copyOfRange(packet, offset, offset + DIGEST_BYTES);
      if (MessageDigest.isEqual(found, ofAllBut(packet, offset, key))) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }

  /** The digest that {@code packet} carries under {@code layout}. */
  static byte[] taken(byte[] packet, Layout layout) {
    int offset = layout.digestOffset(packet);
    return Arrays.copyOfRange(packet, offset, offset + DIGEST_BYTES);
  }

  /** Puts the digest of C1 or S1 where {@code layout} wants it. */
  static void imprint(byte[] packet, Layout layout, byte[] key) {
    int offset = layout.digestOffset(packet);
    System.arraycopy(ofAllBut(packet, offset, key), 0, packet, offset, DIGEST_BYTES);
  }

  /** Ends S2 with the proof that the digest of C1 was read. */
  static void answerClient(byte[] packet, byte[] clientDigest) {
    answer(packet, hmac(SERVER_ANSWER_KEY, clientDigest));
  }

  /** Ends C2 with the proof that the digest of S1 was read. */
  static void answerServer(byte[] packet, byte[] serverDigest) {
    answer(packet, hmac(CLIENT_ANSWER_KEY, serverDigest));
  }

  private static void answer(byte[] packet, byte[] key) {
    int offset = PACKET_BYTES - DIGEST_BYTES;
    System.arraycopy(ofAllBut(packet, offset, key), 0, packet, offset, DIGEST_BYTES);
  }

  private static byte[] ofAllBut(byte[] packet, int gap, byte[] key) {
    Mac mac = mac(key);
    mac.update(packet, 0, gap);
    mac.update(packet, gap + DIGEST_BYTES, PACKET_BYTES - gap - DIGEST_BYTES);
    return mac.doFinal();
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    return mac(key).doFinal(message);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] withTail(byte[] head) {
    byte[] key = Arrays.copyOf(head, head.length + KEY_TAIL.length);
    System.arraycopy(KEY_TAIL, 0, key, head.length, KEY_TAIL.length);
    return key;
  }
}
