/**
 * The first-run guide: a tenant's way from nothing to its own stream on a screen, in a few steps.
 *
 * <p>Owns which steps there are, when each is done, which is next, and the page that shows them,
 * which is home until all are done. Does not own what the steps lead to: domains, streams, members
 * and sign-in have rooms of their own, and a step is done when they say so. Runs on the portal's
 * virtual threads; which step follows is pure.
 */
@NullMarked
package dev.weir.portal.guide;

import org.jspecify.annotations.NullMarked;
