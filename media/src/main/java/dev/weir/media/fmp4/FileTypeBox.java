package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import java.util.List;

/**
 * Which specifications a file keeps to: {@code ftyp} (ISO/IEC 14496-12, 4.3).
 *
 * @param majorBrand the one that says most
 * @param compatibleBrands all of them
 */
public record FileTypeBox(String majorBrand, List<String> compatibleBrands) implements Box {

  /**
   * CMAF (ISO/IEC 23000-19, 7.2) over version 6 of the base format, which knows {@code
   * default-base-is-moof} and signed composition offsets.
   */
  public static final FileTypeBox CMAF = new FileTypeBox("iso6", List.of("iso6", "cmfc"));

  /** Makes the list immutable. */
  public FileTypeBox {
    compatibleBrands = List.copyOf(compatibleBrands);
  }

  @Override
  public String type() {
    return "ftyp";
  }

  @Override
  public void writeBody(ByteSink sink) {
    sink.ascii(majorBrand).u32(0);
    compatibleBrands.forEach(sink::ascii);
  }
}
