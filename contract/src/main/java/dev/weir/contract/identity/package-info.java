/**
 * Names that mean the same in every process.
 *
 * <p>Owns the rule for each name. Does not own what a name stands for. Pure.
 */
@NullMarked
package dev.weir.contract.identity;

import org.jspecify.annotations.NullMarked;
