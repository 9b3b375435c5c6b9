/**
 * Starting and ending a process: parts that are opened in order and closed in reverse.
 *
 * <p>Owns the order, and that everything opened is closed once, whatever fails meanwhile. Does not
 * own any part. For the thread that starts the process and the one that ends it; both may block.
 */
@NullMarked
package dev.weir.runtime.boot;

import org.jspecify.annotations.NullMarked;
