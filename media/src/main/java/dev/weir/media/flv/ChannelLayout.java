package dev.weir.media.flv;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;

/**
 * Which speaker each channel of a track is for. Enhanced RTMP version 2, AudioPacketType
 * MultichannelConfig: order (UI8), channel count (UI8), then a mask or a map.
 */
public sealed interface ChannelLayout {

  /** Number of channels, 0 to 255. */
  int channels();

  /** Nothing is known but the number. */
  record Unspecified(int channels) implements ChannelLayout {}

  /**
   * In the specification's own order.
   *
   * @param mask a bit for each speaker that is there; bit 0 is front left
   */
  record Native(int channels, int mask) implements ChannelLayout {}

  /**
   * In the order of a map.
   *
   * @param speakers a byte for each channel: the number of its speaker, 0xFE when unused
   */
  record Custom(ByteSlice speakers) implements ChannelLayout {
    @Override
    public int channels() {
      return speakers.length();
    }
  }

  /** Reads a layout. */
  static ChannelLayout read(ByteCursor cursor) {
    int order = cursor.u8();
    int channels = cursor.u8();
    return switch (order) {
      case 0 -> new Unspecified(channels);
      case 1 -> new Native(channels, cursor.i32());
      case 2 -> new Custom(cursor.slice(channels));
      default -> throw new UnsupportedMediaException("audio channel order " + order);
    };
  }

  /** Appends the layout. */
  default void write(ByteSink sink) {
    switch (this) {
      case Unspecified(int channels) -> sink.u8(0).u8(channels);
      case Native(int channels, int mask) -> sink.u8(1).u8(channels).u32(mask);
      case Custom(ByteSlice speakers) -> sink.u8(2).u8(speakers.length()).bytes(speakers);
    }
  }
}
