/**
 * What is told of an audience minute by minute: how many watch, what goes out to them, and who they
 * are in the broadest strokes.
 *
 * <p>Owns the figures, what they are told apart by, the form in which nodes tell them, and what is
 * read from a player's name of itself. Does not own counting ({@code gateway.analytics}) or what
 * becomes of it ({@code portal.analytics}). Nothing here names a viewer. Pure.
 */
@NullMarked
package dev.weir.contract.analytics;

import org.jspecify.annotations.NullMarked;
