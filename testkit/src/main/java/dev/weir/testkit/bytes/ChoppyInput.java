package dev.weir.testkit.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ways in which a network cuts bytes into pieces. */
public final class ChoppyInput {

  private ChoppyInput() {}

  /** Every byte alone. */
  public static List<byte[]> oneByOne(byte[] bytes) {
    return inPiecesOf(bytes, 1);
  }

  /** Pieces of equal length, the last one perhaps shorter. */
  public static List<byte[]> inPiecesOf(byte[] bytes, int length) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += length) {
      pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
    }
    return pieces;
  }

  /** Pieces of 0 to {@code longest} bytes; the same for the same seed. */
  public static List<byte[]> inRandomPieces(byte[] bytes, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int to = Math.min(bytes.length, from + random.nextInt(longest + 1));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return pieces;
  }

  /** All proper beginnings, the empty one first. */
  public static Stream<byte[]> truncations(byte[] bytes) {
    return IntStream.range(0, bytes.length).mapToObj(length -> Arrays.copyOf(bytes, length));
  }
}
