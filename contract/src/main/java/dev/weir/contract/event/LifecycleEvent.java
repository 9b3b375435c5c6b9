package dev.weir.contract.event;

import dev.weir.contract.identity.TenantId;

/**
 * A fact that the data plane tells the control plane. It may arrive twice, and an earlier one may
 * be lost: each carries all that is known, so that the last one alone is the whole story.
 */
public sealed interface LifecycleEvent
    permits StreamEvent, RecordingEvent, RenditionEvent, SnapshotKept, HealthEpisode {

  /** Whose it is. */
  TenantId tenant();
}
