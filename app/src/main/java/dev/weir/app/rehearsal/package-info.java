/**
 * One evening in a few seconds: everything is started, a clip is pushed, an audience watches, and
 * everything stops.
 *
 * <p>Owns what the JVM sees while it writes its AOT cache: classes, and how often methods are
 * called. Does not own the cache, which the launcher asks for, nor anything that a user runs.
 * Blocks: threads of its own.
 */
@NullMarked
package dev.weir.app.rehearsal;

import org.jspecify.annotations.NullMarked;
