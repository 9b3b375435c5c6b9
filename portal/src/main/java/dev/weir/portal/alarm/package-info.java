/**
 * Alarms as their tenant sees them: what is raised, what was, the rules, and their pages.
 *
 * <p>Owns who may look, take in hand, silence and change, and the pages. Does not own how rules are
 * followed ({@code portal.alarm.watch}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.alarm;

import org.jspecify.annotations.NullMarked;
