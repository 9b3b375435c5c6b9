package dev.weir.contract.event;

import dev.weir.contract.identity.TenantId;

/** A fact about a publish. */
public sealed interface StreamEvent extends LifecycleEvent permits StreamPublished, StreamEnded {

  /** How the publish that it is about began. */
  StreamPublished begin();

  @Override
  default TenantId tenant() {
    return begin().address().tenant();
  }
}
