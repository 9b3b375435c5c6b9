package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.VideoProfile;
import java.util.Optional;
import java.util.OptionalInt;

/** Pictures that a ladder's process puts out, for one rendition or for several alike. */
public sealed interface PictureOutput {

  /** Width and height, pixels. */
  int width();

  /** Height, pixels. */
  int height();

  /** The source's own pictures. */
  record Passed(int width, int height) implements PictureOutput {}

  /**
   * Pictures that are encoded anew.
   *
   * @param width pixels, even
   * @param height pixels, even
   * @param frameRate frames per second, where fewer than the source's
   * @param bitrate bits per second
   * @param groupFrames most frames from one key frame to the next; empty where the source's key
   *     frames are enough
   * @param profile what decoders must be able to do, and so the codec
   * @param effort processor time for each picture
   */
  record Encoded(
      int width,
      int height,
      OptionalInt frameRate,
      int bitrate,
      OptionalInt groupFrames,
      VideoProfile profile,
      EncodingEffort effort)
      implements PictureOutput {

    /** What it costs beside others: pixels of one picture. */
    long pixels() {
      return (long) width * height;
    }
  }

  /** The same as an encoding, if it is one. */
  default Optional<Encoded> encoding() {
    return this instanceof Encoded encoded ? Optional.of(encoded) : Optional.empty();
  }
}
