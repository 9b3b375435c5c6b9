package dev.weir.media.flv;

import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import java.util.List;
import java.util.Optional;

/** What a video tag says about one of its tracks. */
public sealed interface VideoPacket {

  /** Number of the track among the video tracks; 0 where the tag names none. */
  int track();

  /**
   * Configures the decoder.
   *
   * @param configuration the body of {@code avcC}, {@code hvcC}, {@code av1C} or the VP codec
   *     configuration record
   */
  record SequenceStart(int track, Codec codec, ByteSlice configuration) implements VideoPacket {}

  /**
   * A picture.
   *
   * @param keyFrame whether decoding can start here
   * @param compositionOffsetMs presentation time minus decode time, milliseconds; always 0 for
   *     codecs other than AVC and HEVC
   * @param data the sample as ISO BMFF carries it
   */
  record CodedFrame(
      int track, Codec codec, boolean keyFrame, int compositionOffsetMs, ByteSlice data)
      implements VideoPacket {}

  /** Ends the track; nothing follows unless it is configured again. */
  record SequenceEnd(int track, Codec codec) implements VideoPacket {}

  /**
   * Facts about the pictures that follow.
   *
   * @param values AMF values, names and values in turn; {@code colorInfo} is the only name defined
   */
  record Metadata(int track, Codec codec, ByteSlice values) implements VideoPacket {

    /** The properties of {@code colorInfo} (HDR); empty when absent or reset. */
    public Optional<AmfProperties> colorInfo() {
      List<AmfValue> pairs = AmfReader.readAll(values);
      for (int i = 0; i + 1 < pairs.size(); i += 2) {
        if (pairs.get(i) instanceof AmfString(String name)
            && name.equals("colorInfo")
            && pairs.get(i + 1) instanceof AmfProperties info
            && !info.properties().isEmpty()) {
          return Optional.of(info);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Configures the decoder of a stream that came out of MPEG-TS.
   *
   * @param descriptor an AV1 video descriptor
   */
  record MpegTsSequenceStart(int track, Codec codec, ByteSlice descriptor) implements VideoPacket {}

  /**
   * A note to a seeking player, without picture.
   *
   * @param command 0 when seeking starts, 1 when it ends
   */
  record Command(int command) implements VideoPacket {
    @Override
    public int track() {
      return 0;
    }
  }
}
