/**
 * AC-3 and E-AC-3: the start of a sync frame, from which rate and channels follow.
 *
 * <p>Owns ETSI TS 102 366 4.3 (AC-3) and E.1.2 (E-AC-3) as far as that. Does not own decoding.
 * Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.ac3;

import org.jspecify.annotations.NullMarked;
