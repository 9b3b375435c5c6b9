/** Tokens of good and of bad make. */
@NullMarked
package dev.weir.runtime.token;

import org.jspecify.annotations.NullMarked;
