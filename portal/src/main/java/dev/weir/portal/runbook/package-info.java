/**
 * Runbooks: what to do when something is wrong, for whoever is woken by it.
 *
 * <p>Owns the pages that show {@code docs/runbooks}, which come along with the portal, and the part
 * of Markdown that they are written in. Does not own alarms ({@code portal.alarm}). Values; pages
 * on the request's virtual thread.
 */
@NullMarked
package dev.weir.portal.runbook;

import org.jspecify.annotations.NullMarked;
