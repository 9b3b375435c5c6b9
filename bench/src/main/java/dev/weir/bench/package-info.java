/**
 * The benchmark's command line.
 *
 * <p>Owns names and options. Does not own what is measured. Runs on the process's main thread.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
