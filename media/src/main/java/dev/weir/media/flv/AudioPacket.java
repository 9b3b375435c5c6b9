package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;

/** What an audio tag says about one of its tracks. */
public sealed interface AudioPacket {

  /** Number of the track among the audio tracks; 0 where the tag names none. */
  int track();

  /** The codec of the track. */
  Codec codec();

  /**
   * Configures the decoder.
   *
   * @param configuration an AudioSpecificConfig (AAC), an OpusHead, or {@code fLaC} and a
   *     STREAMINFO block; may be empty for Opus
   */
  record SequenceStart(int track, Codec codec, ByteSlice configuration) implements AudioPacket {}

  /**
   * Coded sound.
   *
   * @param data one frame as ISO BMFF carries it
   */
  record CodedFrame(int track, Codec codec, ByteSlice data) implements AudioPacket {}

  /** Ends the track, or begins a silence. */
  record SequenceEnd(int track, Codec codec) implements AudioPacket {}

  /** Says which speaker each channel is for. */
  record MultichannelConfig(int track, Codec codec, ChannelLayout layout) implements AudioPacket {}
}
