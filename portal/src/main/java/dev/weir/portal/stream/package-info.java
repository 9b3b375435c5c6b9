/**
 * Live streams: what is live, one stream's page, and the addresses to push it to and play it from.
 *
 * <p>Owns the live pages and their updates, and how addresses are made and signed. Does not own
 * what is live ({@code runtime.live}), keys ({@code portal.domain}) or the player, which the
 * gateway serves on the play domain. Runs on the portal's virtual threads; addresses are pure.
 */
@NullMarked
package dev.weir.portal.stream;

import org.jspecify.annotations.NullMarked;
