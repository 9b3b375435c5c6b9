package dev.weir.media.ts;

import dev.weir.media.aac.AdtsHeader;
import dev.weir.media.aac.AudioSpecificConfig;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/**
 * AAC with an ADTS header before each frame (ISO/IEC 13818-7, 6.2).
 *
 * @param header the same for all frames, but for the length
 */
record AdtsStream(AdtsHeader header) implements ElementaryStream {

  static AdtsStream of(ByteSlice audioSpecificConfig) {
    return new AdtsStream(AdtsHeader.of(AudioSpecificConfig.read(audioSpecificConfig)));
  }

  @Override
  public int streamType() {
    return 0x0F;
  }

  @Override
  public int streamId() {
    return 0xC0;
  }

  @Override
  public String registration() {
    return "";
  }

  @Override
  public List<ByteSlice> framed(AccessUnit unit) {
    ByteSink sink = new ByteSink(AdtsHeader.SIZE_BYTES);
    header.write(unit.payload().length(), sink);
    return List.of(sink.toSlice(), unit.payload());
  }
}
