package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import java.util.List;

/**
 * A box that holds nothing but boxes: {@code moov}, {@code trak}, {@code mdia}, {@code minf},
 * {@code dinf}, {@code stbl}, {@code mvex}, {@code moof}, {@code traf} (ISO/IEC 14496-12, 8.1 to
 * 8.8).
 *
 * @param type the four-character code
 * @param children in the order in which they are written
 */
public record ContainerBox(String type, List<Box> children) implements Box {

  /** Makes the list immutable. */
  public ContainerBox {
    children = List.copyOf(children);
  }

  /** A container of these boxes. */
  public static ContainerBox of(String type, Box... children) {
    return new ContainerBox(type, List.of(children));
  }

  @Override
  public void writeBody(ByteSink sink) {
    children.forEach(child -> child.write(sink));
  }
}
