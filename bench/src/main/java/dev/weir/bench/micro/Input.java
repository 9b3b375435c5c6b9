package dev.weir.bench.micro;

import dev.weir.bench.source.Recording;
import dev.weir.bench.source.Studio;
import java.nio.file.Path;

/** The stream that all benchmarks here take their input from. */
final class Input {

  /** Where the recording is kept. */
  static final String WORK_PROPERTY = "weir.bench.work";

  private Input() {}

  static Recording recording() {
    return new Studio(Path.of(System.getProperty(WORK_PROPERTY, "target/bench"))).standard();
  }
}
