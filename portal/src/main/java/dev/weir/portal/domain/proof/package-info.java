/**
 * How somebody proves that a domain is theirs, and whether the domain leads here.
 *
 * <p>Owns the questions to name servers and web servers of others, and what is never asked: private
 * networks. Does not own what follows from the answers ({@code portal.domain}). Blocks; for virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.domain.proof;

import org.jspecify.annotations.NullMarked;
