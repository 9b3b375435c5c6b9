/**
 * Analytics: who watched, what went out to them and what they were answered, over two years.
 *
 * <p>Owns the minutes that nodes tell, what is kept of them and for how long, the questions that
 * can be asked of it, and the pages with their charts. Does not own counting ({@code
 * gateway.analytics}), the way from there ({@code runtime.analytics}), or what is billed ({@code
 * portal.metering}, {@code portal.usage}). Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.analytics;

import org.jspecify.annotations.NullMarked;
