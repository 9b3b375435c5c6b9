/**
 * The library: what was recorded, to find it, look at it, fetch it, name it and delete it.
 *
 * <p>Owns what is known of each file of a recording, for how long it is kept, and its pages. Does
 * not own which streams are recorded ({@code portal.keeping}), how ({@code recorder}), or where
 * files lie ({@code runtime.storage}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.library;

import org.jspecify.annotations.NullMarked;
