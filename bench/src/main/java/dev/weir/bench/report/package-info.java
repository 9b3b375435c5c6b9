/**
 * What a run found, in words and numbers.
 *
 * <p>Owns tables, medians and result files. Does not own measurement. Pure, but for the writing of
 * files.
 */
@NullMarked
package dev.weir.bench.report;

import org.jspecify.annotations.NullMarked;
