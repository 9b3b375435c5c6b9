package dev.weir.contract.command;

import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * Records a live stream from now on: by the rule that means it or, where none does, as one MP4. A
 * stream that is recorded already is recorded on.
 *
 * @param id of this command; the answer names it
 * @param address the stream
 * @param issuedAt when it was given; an old one is not carried out
 */
public record StartRecording(UUID id, StreamAddress address, Instant issuedAt)
    implements StreamCommand {}
