/**
 * What a tenant says about itself: its name, and what it wants to be decided by two.
 *
 * <p>Owns these settings, their pages, and the page that shows quotas. Does not own the requests
 * ({@code portal.approval}) or the counting ({@code portal.quota}). Runs on the portal's virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.settings;

import org.jspecify.annotations.NullMarked;
