package dev.weir.runtime.command;

import java.time.Duration;

/** Where commands travel, and for how long they are good. */
final class CommandChannel {

  /** Sealed commands, heard by every node. */
  static final String COMMANDS = "weir:commands";

  /** Sealed ids of commands that were carried out, heard by every control plane. */
  static final String ANSWERS = "weir:commands:done";

  /** Longest wait for the answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Clocks of nodes may differ by so much; a command that is older is somebody's recording. */
  static final Duration MAX_AGE = Duration.ofSeconds(30);

  /** What seals are bound to, so that an answer cannot pass for a command. */
  static final String COMMAND_SEAL = "stream-command";

  static final String ANSWER_SEAL = "stream-command-done";

  private CommandChannel() {}
}
