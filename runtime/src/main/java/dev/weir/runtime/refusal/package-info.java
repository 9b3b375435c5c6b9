/**
 * Who was not let in, from the doors to whoever explains it: the last refusals of each tenant, and
 * how many there were for which cause.
 *
 * <p>Owns the way through Redis and what is dropped on it: refusals are told in batches beside the
 * path of requests, and beyond a rate only counted. Does not own what a refusal consists of ({@code
 * contract.check}) or how it is shown ({@code portal.refusal}). Thread-safe.
 */
@NullMarked
package dev.weir.runtime.refusal;

import org.jspecify.annotations.NullMarked;
