package dev.weir.transcoder.process;

/**
 * What a process may take of the machine. Beside these, it may write no file at all, leave no core
 * dump, and runs at a lower priority than Weir.
 *
 * @param memoryBytes most address space
 */
public record ChildLimits(long memoryBytes) {

  /** Most files and pipes that it may have open. */
  static final int OPEN_FILES = 64;

  /** How much lower its priority is than Weir's. */
  static final int NICENESS = 5;
}
