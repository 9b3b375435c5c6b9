/**
 * Rules of alarms: what is measured, whose, against which bounds, and who is told.
 *
 * <p>Owns the kinds of rules, what a rule may be, and its rows. Does not own who may change it
 * ({@code portal.alarm}) or how it is followed ({@code portal.alarm.watch}). Values, and statements
 * within their callers' transactions, on virtual threads.
 */
@NullMarked
package dev.weir.portal.alarm.rule;

import org.jspecify.annotations.NullMarked;
