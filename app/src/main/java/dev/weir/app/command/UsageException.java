package dev.weir.app.command;

/** Something that whoever typed the command can mend; its message says how. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message, null, false, false);
  }
}
