package dev.weir.contract.command;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * Ends a stream now, on whichever node it lives.
 *
 * @param id of this command; the answer names it
 * @param address the stream
 * @param reason what the encoder is told
 * @param issuedAt when it was given; an old one is not carried out
 */
public record EndStream(UUID id, StreamAddress address, FaultCode reason, Instant issuedAt)
    implements StreamCommand {}
