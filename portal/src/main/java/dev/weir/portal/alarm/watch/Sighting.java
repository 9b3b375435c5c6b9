package dev.weir.portal.alarm.watch;

import dev.weir.portal.callback.event.Subject;

/**
 * Something that was measured.
 *
 * @param subject what it is about
 * @param value in the unit of the rule's kind
 */
record Sighting(Subject subject, double value) {}
