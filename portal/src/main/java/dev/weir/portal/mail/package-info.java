/**
 * Mail to people: written down within the transaction that gives cause to it, sent afterwards.
 *
 * <p>Owns the queue, the way to the SMTP server, and the mailbox that stands in for one. Does not
 * own what mails say (the features do). For virtual threads.
 */
@NullMarked
package dev.weir.portal.mail;

import org.jspecify.annotations.NullMarked;
