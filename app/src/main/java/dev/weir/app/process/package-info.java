/**
 * Child processes that never outlive Weir.
 *
 * <p>Owns the guard between Weir and a child, and how a child is ended. Does not own what the child
 * does. Methods block; they run on the thread that starts the process.
 */
@NullMarked
package dev.weir.app.process;

import org.jspecify.annotations.NullMarked;
