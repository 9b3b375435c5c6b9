package dev.weir.media.flv;

import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an encoder says about its stream. Video File Format 10.1, E.5, and Enhanced RTMP version 2,
 * "Enhancing onMetaData". Nothing in it can be relied on: what matters for decoding is in the
 * sequence starts. Numbers are taken from text too, and absurd ones count as absent.
 *
 * @param properties everything that was sent
 */
public record OnMetaData(AmfProperties properties) {

  private static final String NAME = "onMetaData";
  private static final byte[] SET_DATA_FRAME = AmfWriter.toBytes(new AmfString("@setDataFrame"));
  private static final int MAX_SIDE_PIXELS = 65_536;
  private static final double MAX_FRAME_RATE = 1_000;
  private static final double MAX_KILOBITS = 10_000_000;

  /**
   * Reads the body of a script tag or data message, with or without {@code @setDataFrame}; empty
   * when it is something other than metadata, or broken.
   */
  public static Optional<OnMetaData> read(ByteSlice body) {
    try {
      AmfReader reader = new AmfReader(withoutSetDataFrame(body));
      if (!reader.hasNext() || !reader.read().equals(new AmfString(NAME)) || !reader.hasNext()) {
        return Optional.empty();
      }
      return reader.read() instanceof AmfProperties properties
          ? Optional.of(new OnMetaData(properties))
          : Optional.empty();
    } catch (MediaException _) {
      return Optional.empty();
    }
  }

  /** {@code body} without a leading {@code @setDataFrame}, as a view. */
  static ByteSlice withoutSetDataFrame(ByteSlice body) {
    int length = SET_DATA_FRAME.length;
    if (body.length() < length) {
      return body;
    }
    ByteCursor cursor = body.cursor();
    return cursor.slice(length).equals(ByteSlice.of(SET_DATA_FRAME)) ? cursor.rest() : body;
  }

  /** The body of a script tag, the properties as an ECMA array. */
  public byte[] toBytes() {
    return AmfWriter.toBytes(new AmfString(NAME), new AmfEcmaArray(properties.properties()));
  }

  /** Width of the picture, pixels. */
  public OptionalInt width() {
    return pixels("width");
  }

  /** Height of the picture, pixels. */
  public OptionalInt height() {
    return pixels("height");
  }

  /** Frames a second. */
  public OptionalDouble frameRate() {
    OptionalDouble rate = number("framerate", MAX_FRAME_RATE);
    return rate.isPresent() ? rate : number("fps", MAX_FRAME_RATE);
  }

  /** Bit rate of the video, kilobits a second. */
  public OptionalDouble videoKilobitsPerSecond() {
    return number("videodatarate", MAX_KILOBITS);
  }

  /** Bit rate of the audio, kilobits a second. */
  public OptionalDouble audioKilobitsPerSecond() {
    return number("audiodatarate", MAX_KILOBITS);
  }

  /** The video codec: a legacy codec id, or a FourCC as an integer. */
  public OptionalInt videoCodecId() {
    return codecId("videocodecid");
  }

  /** The audio codec: a legacy sound format, or a FourCC as an integer. */
  public OptionalInt audioCodecId() {
    return codecId("audiocodecid");
  }

  /** Samples of sound a second. */
  public OptionalInt audioSampleRateHz() {
    OptionalDouble rate = number("audiosamplerate", 1_000_000);
    return rate.isPresent() ? OptionalInt.of((int) rate.getAsDouble()) : OptionalInt.empty();
  }

  /** Name and version of the encoder; at most 256 characters. */
  public Optional<String> encoder() {
    return properties
        .string("encoder")
        .map(text -> text.substring(0, Math.min(256, text.length())));
  }

  private OptionalInt pixels(String name) {
    OptionalDouble number = number(name, MAX_SIDE_PIXELS);
    return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
  }

  private OptionalInt codecId(String name) {
    if (properties.properties().get(name) instanceof AmfString(String text)
        && text.getBytes(StandardCharsets.UTF_8).length == 4) {
      return OptionalInt.of(FourCc.of(text));
    }
    OptionalDouble number = number(name, 0xFFFF_FFFFL);
    return number.isPresent()
        ? OptionalInt.of((int) (long) number.getAsDouble())
        : OptionalInt.empty();
  }

  /** A number above 0 and up to {@code max}. */
  private OptionalDouble number(String name, double max) {
    AmfValue value = properties.properties().get(name);
    double number =
        switch (value) {
          case AmfNumber(double plain) -> plain;
          case AmfString(String text) -> parsed(text);
          case null, default -> Double.NaN;
        };
    return number > 0 && number <= max ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
