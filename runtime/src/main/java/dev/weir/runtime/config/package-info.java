/**
 * Text to typed records, with all problems told at once.
 *
 * <p>Owns where a value comes from ({@code weir.yaml}, environment, flags), its type, and the
 * nearest known name of an unknown key. Does not own any key: each room reads its own record. Used
 * by the starting thread alone.
 */
@NullMarked
package dev.weir.runtime.config;

import org.jspecify.annotations.NullMarked;
