/**
 * Objects that are kept: recordings, snapshots and what belongs to them, in a directory or in a
 * store that speaks S3.
 *
 * <p>Owns names of objects, how they are written whole, read in ranges and listed, and what its
 * failures are called. Does not own what is in them or how long they are kept. Thread-safe; blocks,
 * so that it is called on virtual threads.
 */
@NullMarked
package dev.weir.runtime.storage;

import org.jspecify.annotations.NullMarked;
