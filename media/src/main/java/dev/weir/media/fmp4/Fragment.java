package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/**
 * A movie fragment ready to be sent: its headers, and after them the samples' own bytes, not
 * copied. Whoever sends it gathers the slices in order.
 *
 * @param slices in order
 */
public record Fragment(List<ByteSlice> slices) {

  /** Makes the list immutable. */
  public Fragment {
    slices = List.copyOf(slices);
  }

  /** The exact number of bytes. */
  public int sizeBytes() {
    return slices.stream().mapToInt(ByteSlice::length).sum();
  }
}
