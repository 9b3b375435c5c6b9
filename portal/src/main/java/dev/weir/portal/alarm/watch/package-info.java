/**
 * Watches over all tenants: measures what rules look at, and lets alarms come and go.
 *
 * <p>Owns the rounds, whose turn they are, and where each kind of rule gets its values from. Does
 * not own rules, alarms, or what is told ({@code portal.alarm.rule}, {@code portal.alarm.log}). One
 * virtual thread of each portal; of all portals one at a time.
 */
@NullMarked
package dev.weir.portal.alarm.watch;

import org.jspecify.annotations.NullMarked;
