/**
 * MP4s that go to the store while their takes still grow, so that little is left to do at the end.
 *
 * <p>Owns which parts of a take a store has, kept beside the take, and when an index has outgrown
 * its room. Does not own names, patience or threads ({@code recorder.save}), or how a store takes
 * parts ({@code runtime.storage}). Belongs to one thread for each take; blocks.
 */
@NullMarked
package dev.weir.recorder.ahead;

import org.jspecify.annotations.NullMarked;
