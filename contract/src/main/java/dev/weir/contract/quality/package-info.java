/**
 * How well streams play, as our player tells it: what is counted, by what it is told apart, and
 * what a node reports of a minute.
 *
 * <p>Owns the shape of the figures and the buckets that percentiles are made of. Does not own what
 * a player may say ({@code gateway.quality}), how reports travel ({@code runtime.quality}) or where
 * they are kept ({@code portal.quality}). Pure.
 */
@NullMarked
package dev.weir.contract.quality;

import org.jspecify.annotations.NullMarked;
