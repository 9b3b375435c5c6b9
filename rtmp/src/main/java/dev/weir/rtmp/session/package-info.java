/**
 * The conversation: messages in, actions out, for the server's end and for a client's.
 *
 * <p>Owns the order of commands, what is answered to them in words that encoders and players
 * understand, acknowledgements, pings and the moment by which each phase must be over. Does not own
 * sockets and timers ({@code rtmp.listener}), nor who may publish or play: its owner is asked and
 * answers when it knows. Pure; a session belongs to one connection and one thread.
 */
@NullMarked
package dev.weir.rtmp.session;

import org.jspecify.annotations.NullMarked;
