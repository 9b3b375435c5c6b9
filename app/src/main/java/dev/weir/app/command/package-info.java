/**
 * What a person can type after {@code ./weir}: one class a command.
 *
 * <p>Owns options, what is printed and exit codes. Does not own the work behind a command. Runs on
 * the process's main thread.
 */
@NullMarked
package dev.weir.app.command;

import org.jspecify.annotations.NullMarked;
