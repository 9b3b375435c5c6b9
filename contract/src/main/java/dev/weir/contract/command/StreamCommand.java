package dev.weir.contract.command;

import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;
import java.util.UUID;

/** What whichever node has a stream is asked to do with it. */
public sealed interface StreamCommand permits EndStream, StartRecording, StopRecording {

  /** Of this command; the answer names it. */
  UUID id();

  /** The stream. */
  StreamAddress address();

  /** When it was given; an old one is not carried out. */
  Instant issuedAt();
}
