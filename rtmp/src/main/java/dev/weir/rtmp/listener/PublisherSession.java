package dev.weir.rtmp.listener;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.session.EndReason;

/** What takes the tags of one publisher. Called on the peer's event loop; must not block. */
public interface PublisherSession {

  /**
   * One tag, in the order in which the encoder sent them; timestamps are the encoder's, unwrapped.
   */
  void onTag(FlvTag tag);

  /** The publish is over; nothing follows. */
  void onEnd(EndReason reason);
}
