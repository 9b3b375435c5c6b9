/**
 * The one list of what can go wrong, and who can fix it.
 *
 * <p>Owns the codes, their statuses and the sentence that a peer may read. Does not own the second
 * sentence, with ids and numbers, which is written where the decision is made. Pure.
 */
@NullMarked
package dev.weir.contract.fault;

import org.jspecify.annotations.NullMarked;
