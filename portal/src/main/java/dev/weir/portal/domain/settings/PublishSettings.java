package dev.weir.portal.domain.settings;

import dev.weir.portal.audit.AuditFacts;

/**
 * Rules for the publishers of a push domain. They apply at the next publish: what is live keeps the
 * rules that it began with.
 *
 * @param reconnectWindowS how long viewers are kept after the encoder went away, seconds
 * @param maxLiveStreams most streams live at once
 */
public record PublishSettings(int reconnectWindowS, int maxLiveStreams) {

  /** Throws {@code WeirFault SETTING_INVALID} for what is out of its range. */
  public PublishSettings {
    Range.RECONNECT_WINDOW_S.require("reconnect-window", reconnectWindowS);
    Range.LIVE_STREAMS.require("max-live-streams", maxLiveStreams);
  }

  AuditFacts facts() {
    return AuditFacts.none()
        .with("reconnect window, s", reconnectWindowS)
        .with("live streams at most", maxLiveStreams);
  }
}
