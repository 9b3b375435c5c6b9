package dev.weir.stream.origin;

import dev.weir.media.amf.AmfReader;
import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvTag.ScriptTag;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the owner says about the publisher among the tags: a script tag of its own, at every change
 * and every second, so that silence means that the owner is gone. It never reaches a viewer.
 *
 * @param ordinal counts the publishers on this connection; with a new one, configuration and a key
 *     frame follow
 * @param present whether the publisher is there, or is waited for
 */
public record PublisherNote(int ordinal, boolean present) {

  private static final String NAME = "weir.publisher";

  /** Marker, length and name, as every note begins. */
  private static final byte[] HEAD = AmfWriter.toBytes(new AmfString(NAME));

  /** As a tag. */
  ScriptTag toTag() {
    return new ScriptTag(
        0, AmfWriter.toBytes(new AmfString(NAME), new AmfNumber(ordinal), new AmfBoolean(present)));
  }

  /** Whether a tag looks like a note; one that an encoder sends is not passed on. */
  static boolean isNote(ScriptTag tag) {
    byte[] body = tag.body();
    return body.length >= HEAD.length && Arrays.equals(body, 0, HEAD.length, HEAD, 0, HEAD.length);
  }

  /** Reads a note; empty when the tag is none. */
  public static Optional<PublisherNote> read(ScriptTag tag) {
    if (!isNote(tag)) {
      return Optional.empty();
    }
    try {
      byte[] body = tag.body();
      AmfReader values = new AmfReader(new ByteSlice(body, HEAD.length, body.length - HEAD.length));
      return values.read() instanceof AmfNumber(double ordinal)
              && values.read() instanceof AmfBoolean(boolean present)
          ? Optional.of(new PublisherNote((int) ordinal, present))
          : Optional.empty();
    } catch (MediaException malformed) {
      return Optional.empty();
    }
  }
}
