package dev.weir.transcoder.snapshot;

import dev.weir.contract.keeping.SnapshotRule;

/**
 * A picture that is to be made.
 *
 * @param negative of what
 * @param rule how
 */
record Shot(Negative negative, SnapshotRule rule) {}
