package dev.weir.rtmp.listener;

import dev.weir.rtmp.session.EndReason;

/** What feeds one player. Called on the peer's event loop; must not block. */
public interface PlayerSession {

  /** The peer expects media from now on: write it with {@link RtmpPeer#write}. */
  void onStart();

  /** The play is over; whatever is written now is dropped. */
  void onEnd(EndReason reason);
}
