package dev.weir.gateway.access;

import dev.weir.runtime.token.PlaybackTokens;

/**
 * What proofs need beyond the arithmetic of signatures.
 *
 * @param tokens reads playback tokens
 * @param lastWord what others have to say
 */
public record ProofRooms(PlaybackTokens tokens, LastWord lastWord) {}
