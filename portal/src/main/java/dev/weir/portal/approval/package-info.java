/**
 * What one person asks for and another one decides.
 *
 * <p>Owns the requests, who may decide them, and the page that lists them. Does not own what is
 * done once somebody agreed: whoever asks says so, as an {@link
 * dev.weir.portal.approval.ApprovedAction}. Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.approval;

import org.jspecify.annotations.NullMarked;
