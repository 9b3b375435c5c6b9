package dev.weir.bench.experiment;

import dev.weir.bench.report.Finding;
import java.io.IOException;

/** Something that can be measured by name. */
public interface Experiment {

  /** Runs it to its end. */
  Finding run() throws IOException;
}
