package dev.weir.runtime.boot;

/** One thing that is started and stopped, in turn. Both calls may block. */
public interface Stage {

  /** Name in log lines, for example {@code gateway}. */
  String name();

  /** Starts it; whatever it throws ends the start of the process. */
  void start() throws Exception;

  /** Stops it; called only after {@link #start()} returned. */
  void stop() throws Exception;

  /** A stage made of two pieces of code. */
  static Stage of(String name, Action start, Action stop) {
    return new Stage() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void start() throws Exception {
        start.run();
      }

      @Override
      public void stop() throws Exception {
        stop.run();
      }
    };
  }

  /** Half of a stage. */
  @FunctionalInterface
  interface Action {
    /** Does it, and may block. */
    void run() throws Exception;
  }
}
