/**
 * The PostgreSQL and the Redis that {@code ./weir up} brings along: real servers, unpacked from
 * their jars, without root and without a container.
 *
 * <p>Owns unpacking, first initialisation, start, readiness and end, and that a server never
 * outlives Weir, however Weir ends. Does not own what is stored in them. Methods block; they run on
 * the thread that starts the process.
 */
@NullMarked
package dev.weir.app.embedded;

import org.jspecify.annotations.NullMarked;
