package dev.weir.testkit.bytes;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage to bytes that a parser must survive; the same for the same seed. */
public final class Damage {

  private static final int MOST_WOUNDS = 8;
  private static final int MOST_MOVED_BYTES = 64;
  private static final int[] TELLING_BYTES = {0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF};

  private final SplittableRandom random;

  private byte[] bytes;

  private Damage(byte[] bytes, long seed) {
    this.bytes = bytes.clone();
    random = new SplittableRandom(seed);
  }

  /** A copy of {@code original} with one to eight wounds. */
  public static byte[] damaged(byte[] original, long seed) {
    Damage damage = new Damage(original, seed);
    int wounds = 1 + damage.random.nextInt(MOST_WOUNDS);
    for (int i = 0; i < wounds && damage.bytes.length > 0; i++) {
      damage.wound();
    }
    return damage.bytes;
  }

  /** Up to {@code longest} bytes that mean nothing. */
  public static byte[] noise(int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[random.nextInt(longest + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private void wound() {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) TELLING_BYTES[random.nextInt(TELLING_BYTES.length)];
      case 3 -> bytes = Arrays.copyOf(bytes, at);
      case 4 -> remove(at, random.nextInt(MOST_MOVED_BYTES));
      default -> repeat(at, random.nextInt(MOST_MOVED_BYTES));
    }
  }

  private void remove(int at, int length) {
    int to = Math.min(bytes.length, at + length);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - at));
    System.arraycopy(bytes, to, shorter, at, bytes.length - to);
    bytes = shorter;
  }

  private void repeat(int at, int length) {
    int to = Math.min(bytes.length, at + length);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + (to - at));
    System.arraycopy(bytes, at, longer, to, bytes.length - at);
    bytes = longer;
  }
}
