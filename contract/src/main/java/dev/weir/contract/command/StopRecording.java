package dev.weir.contract.command;

import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * Ends the recording of a live stream: what there is becomes a file. It begins again with a {@link
 * StartRecording}, or with the next publish where the rule says so.
 *
 * @param id of this command; the answer names it
 * @param address the stream
 * @param issuedAt when it was given; an old one is not carried out
 */
public record StopRecording(UUID id, StreamAddress address, Instant issuedAt)
    implements StreamCommand {}
