/**
 * The keys that a domain's URLs are signed with: made, shown once, rotated, deleted.
 *
 * <p>Owns their rows' changes and their page. Does not own signing ({@code contract.access}) or how
 * keys reach the data plane ({@code portal.domain}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.domain.key;

import org.jspecify.annotations.NullMarked;
