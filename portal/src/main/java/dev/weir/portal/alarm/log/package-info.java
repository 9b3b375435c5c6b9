/**
 * What rules have found: alarms from their beginning to their end, silences, and how people and
 * programs are told.
 *
 * <p>Owns the rows of alarms and silences, the sentences about them, and what is told to whom. Does
 * not own when an alarm comes and goes ({@code portal.alarm.state}) or who may look ({@code
 * portal.alarm}). Within its callers' transactions, on virtual threads.
 */
@NullMarked
package dev.weir.portal.alarm.log;

import org.jspecify.annotations.NullMarked;
