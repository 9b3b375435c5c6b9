package dev.weir.rtmp.session;

import dev.weir.media.flv.FlvTag;

/** What the owner of a {@link ClientSession} must do or know, in the order given. */
public sealed interface ClientAction {

  /** Send these bytes to the server. */
  record Send(byte[] bytes) implements ClientAction {}

  /** The server agreed: tags may be sent, or will come. */
  record Started() implements ClientAction {}

  /** A tag of the stream that is played. */
  record Media(FlvTag tag) implements ClientAction {}

  /**
   * The server said no, or that it is over; close the connection.
   *
   * @param code its status, such as {@code NetStream.Publish.BadName}
   * @param description what it said to that
   */
  record Ended(String code, String description) implements ClientAction {}
}
