package dev.weir.runtime.metrics;

import java.util.List;

/**
 * One metric, as a constant of its room's {@code enum}. Names follow Prometheus: {@code
 * weir_gateway_egress_bytes}; counters get {@code _total} from the exposition.
 */
public interface Metric {

  /** Name as scraped, in snake_case, unit last. */
  String metricName();

  /** One sentence for whoever reads the scrape. */
  String description();

  /** Names of its labels, in the order in which values are given. */
  List<String> labels();
}
