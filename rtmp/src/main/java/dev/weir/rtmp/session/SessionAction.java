package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;

/** What the owner of a {@link ServerSession} must do, in the order given. */
public sealed interface SessionAction {

  /** Send these bytes to the peer. */
  record Send(byte[] bytes) implements SessionAction {}

  /** The client has said who it is. Nothing to do but to take note. */
  record Connected(ConnectRequest request) implements SessionAction {}

  /** The client wants to publish: decide, then accept or refuse. Nothing is read until then. */
  record PublishRequested(PublishRequest request) implements SessionAction {}

  /** The client wants to play: decide, then accept or refuse. Nothing is read until then. */
  record PlayRequested(PlayRequest request) implements SessionAction {}

  /** The publisher sent this tag. */
  record Media(FlvTag tag) implements SessionAction {}

  /** The publish that was accepted is over. */
  record PublishEnded(EndReason reason) implements SessionAction {}

  /** The play that was accepted is over. */
  record PlayEnded(EndReason reason) implements SessionAction {}

  /**
   * Close the connection once what was sent has left; always the last action.
   *
   * @param code why
   * @param detail for the operator
   */
  record Close(FaultCode code, String detail) implements SessionAction {}
}
