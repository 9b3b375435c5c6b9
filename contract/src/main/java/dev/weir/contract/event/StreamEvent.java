package dev.weir.contract.event;

/**
 * A fact about a publish. It may arrive twice, and the first one may be lost: each carries all that
 * is known, so that the last one alone is the whole story.
 */
public sealed interface StreamEvent permits StreamPublished, StreamEnded {

  /** How the publish that it is about began. */
  StreamPublished begin();
}
