/**
 * Alarms and their rules over the API.
 *
 * <p>Owns how alarms, silences and rules are told and changed in JSON. Does not own what they are
 * or may be ({@code portal.alarm}). Runs on the request's virtual thread.
 */
@NullMarked
package dev.weir.portal.api.alarm;

import org.jspecify.annotations.NullMarked;
