package dev.weir.e2e.server;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One scrape of a Prometheus exposition.
 *
 * @param values value by name with labels, as printed
 */
public record Metrics(Map<String, Double> values) {

  static Metrics scrape(URI uri) {
    Map<String, Double> values = new LinkedHashMap<>();
    Web.get(uri)
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return new Metrics(values);
  }

  /** How often a fault was met since the start. */
  public long faults(String code) {
    return (long) sum("weir_faults_total", "code=\"" + code + "\"");
  }

  /** Sum over all rows of a metric that have this label. */
  public double sum(String name, String label) {
    return values.entrySet().stream()
        .filter(row -> row.getKey().startsWith(name) && row.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
