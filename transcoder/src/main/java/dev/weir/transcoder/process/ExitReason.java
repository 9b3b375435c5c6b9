package dev.weir.transcoder.process;

/** Why a process is no more. */
public sealed interface ExitReason {

  /** It had read everything, and said so. */
  record Finished() implements ExitReason {}

  /**
   * It gave up by itself.
   *
   * @param status its exit status
   * @param said the last of what it wrote to its standard error
   */
  record Failed(int status, String said) implements ExitReason {}

  /**
   * Somebody else ended it: the system, for want of memory, an operator, or its own mistake.
   *
   * @param signal number of the signal
   * @param said the last of what it wrote to its standard error
   */
  record Killed(int signal, String said) implements ExitReason {}

  /**
   * It could not be started.
   *
   * @param cause for the operator
   */
  record NotStarted(String cause) implements ExitReason {}

  /**
   * What it wrote could not be used.
   *
   * @param cause for the operator
   */
  record Unreadable(String cause) implements ExitReason {}

  /** It did not keep up with the stream and was ended. */
  record FellBehind() implements ExitReason {}

  /** It read and wrote nothing any more and was ended. */
  record Stalled() implements ExitReason {}

  /** It was not needed any more and was ended. */
  record Stopped() implements ExitReason {}

  /** One word for metrics and logs. */
  default String label() {
    return switch (this) {
      case Finished _ -> "finished";
      case Failed _ -> "failed";
      case Killed _ -> "killed";
      case NotStarted _ -> "not-started";
      case Unreadable _ -> "unreadable";
      case FellBehind _ -> "fell-behind";
      case Stalled _ -> "stalled";
      case Stopped _ -> "stopped";
    };
  }

  /** What else an operator may want to know; may be empty. */
  default String detail() {
    return switch (this) {
      case Failed failed -> "status=" + failed.status() + " " + failed.said();
      case Killed killed -> "signal=" + killed.signal() + " " + killed.said();
      case NotStarted failed -> failed.cause();
      case Unreadable unreadable -> unreadable.cause();
      case Finished _, FellBehind _, Stalled _, Stopped _ -> "";
    };
  }
}
