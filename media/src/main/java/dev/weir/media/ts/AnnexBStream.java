package dev.weir.media.ts;

import dev.weir.media.avc.AvcConfig;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.hevc.HevcConfig;
import dev.weir.media.nal.NalUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * H.264 and HEVC as byte streams (ISO/IEC 14496-10 and 23008-2, annex B): each NAL unit after a
 * start code, each picture after an access unit delimiter, and the parameter sets repeated at each
 * key frame that does not bring its own (ISO/IEC 13818-1, 2.14 and 2.17).
 *
 * @param streamType 0x1B or 0x24
 * @param registration empty, or HEVC
 * @param lengthBytes bytes of the length before each NAL unit of a sample
 * @param delimiter the access unit delimiter that any picture may follow
 * @param parameterSets from the decoder configuration
 */
record AnnexBStream(
    int streamType,
    String registration,
    int lengthBytes,
    ByteSlice delimiter,
    List<ByteSlice> parameterSets)
    implements ElementaryStream {

  private static final ByteSlice START_CODE = ByteSlice.of(new byte[] {0, 0, 0, 1});
  private static final ByteSlice AVC_DELIMITER = ByteSlice.of(new byte[] {9, (byte) 0xF0});
  private static final ByteSlice HEVC_DELIMITER = ByteSlice.of(new byte[] {0x46, 1, 0x50});
  private static final int AVC_TYPE = 0x1B;
  private static final int HEVC_TYPE = 0x24;
  private static final int AVC_SPS = 7;

  static AnnexBStream avc(ByteSlice record) {
    AvcConfig config = AvcConfig.read(record);
    List<ByteSlice> sets =
        Stream.of(config.sequenceParameterSets(), config.pictureParameterSets())
            .flatMap(List::stream)
            .toList();
    return new AnnexBStream(AVC_TYPE, "", config.nalLengthBytes(), AVC_DELIMITER, sets);
  }

  static AnnexBStream hevc(ByteSlice record) {
    HevcConfig config = HevcConfig.read(record);
    List<ByteSlice> sets =
        Stream.of(HevcConfig.VPS, HevcConfig.SPS, HevcConfig.PPS)
            .flatMap(type -> config.units(type).stream())
            .toList();
    return new AnnexBStream(HEVC_TYPE, "HEVC", config.nalLengthBytes(), HEVC_DELIMITER, sets);
  }

  @Override
  public int streamId() {
    return 0xE0;
  }

  @Override
  public List<ByteSlice> framed(AccessUnit unit) {
    List<ByteSlice> units = NalUnits.readLengthPrefixed(unit.payload(), lengthBytes);
    List<ByteSlice> pieces = new ArrayList<>();
    add(pieces, delimiter);
    boolean bringsItsOwn = units.stream().anyMatch(nal -> type(nal) == spsType());
    if (unit.key() && !bringsItsOwn) {
      parameterSets.forEach(set -> add(pieces, set));
    }
    for (ByteSlice nal : units) {
      if (type(nal) != type(delimiter)) {
        add(pieces, nal);
      }
    }
    return pieces;
  }

  private static void add(List<ByteSlice> pieces, ByteSlice nal) {
    pieces.add(START_CODE);
    pieces.add(nal);
  }

  private int spsType() {
    return streamType == AVC_TYPE ? AVC_SPS : HevcConfig.SPS;
  }

  /** The type in the first byte of a NAL unit. */
  private int type(ByteSlice nal) {
    return streamType == AVC_TYPE ? nal.u8(0) & 0x1F : nal.u8(0) >> 1 & 0x3F;
  }
}
