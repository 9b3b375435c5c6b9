/**
 * An SMTP server for tests, on loopback.
 *
 * <p>Owns the conversation and what it was given. Does not own what a mail should say. A thread per
 * connection; safe from any thread.
 */
@NullMarked
package dev.weir.testkit.smtp;

import org.jspecify.annotations.NullMarked;
