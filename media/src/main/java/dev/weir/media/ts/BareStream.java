package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSlice;
import java.util.List;

/**
 * Sound whose frames carry their own header: MP3, and AC-3 as ATSC A/53 part 3 has it, in a private
 * stream.
 *
 * @param streamType 0x03, 0x04 or 0x81
 * @param streamId of an audio stream, or of private stream 1
 * @param registration empty, or AC-3
 */
record BareStream(int streamType, int streamId, String registration) implements ElementaryStream {

  static final BareStream AC3 = new BareStream(0x81, 0xBD, "AC-3");

  private static final int MPEG1_AUDIO = 0x03;
  private static final int MPEG2_AUDIO = 0x04;
  private static final int LOWEST_MPEG1_RATE_HZ = 32_000;

  static BareStream mp3(int sampleRateHz) {
    int type = sampleRateHz >= LOWEST_MPEG1_RATE_HZ ? MPEG1_AUDIO : MPEG2_AUDIO;
    return new BareStream(type, 0xC0, "");
  }

  @Override
  public List<ByteSlice> framed(AccessUnit unit) {
    return List.of(unit.payload());
  }
}
