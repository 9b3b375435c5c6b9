/**
 * What a person is called and reached by, as the person changes it.
 *
 * <p>Owns names, e-mail addresses on their way to others, and the way back from a change that was
 * not wanted. Does not own passwords ({@code portal.account.password}) or how mails are sent. For
 * virtual threads.
 */
@NullMarked
package dev.weir.portal.account.profile;

import org.jspecify.annotations.NullMarked;
