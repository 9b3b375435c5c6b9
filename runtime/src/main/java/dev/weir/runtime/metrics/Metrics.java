package dev.weir.runtime.metrics;

import dev.weir.contract.fault.FaultCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The process's metrics. Every name is a {@link Metric} constant, so that each metric has one place
 * that says what it is. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** A registry of its own, with what the virtual machine tells about itself. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** A counter; the same metric and labels give the same one. */
  public Counter counter(Metric metric, String... labelValues) {
    return Counter.builder(metric.metricName())
        .description(metric.description())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  /** A counter whose value is kept elsewhere; it must never fall. */
  public void counter(Metric metric, LongAdder value, String... labelValues) {
    FunctionCounter.builder(metric.metricName(), value, LongAdder::doubleValue)
        .description(metric.description())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  /** A counter whose value {@code owner} tells at each scrape; it must never fall. */
  public <T> void counter(
      Metric metric, T owner, ToDoubleFunction<T> value, String... labelValues) {
    FunctionCounter.builder(metric.metricName(), owner, value)
        .description(metric.description())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  /** A value that is read at each scrape, on the scraping thread. */
  public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
    Gauge.builder(metric.metricName(), value::getAsDouble)
        .description(metric.description())
        .tags(tags(metric, labelValues))
        .strongReference(true)
        .register(registry);
  }

  /** A duration with its distribution; the same metric and labels give the same one. */
  public Timer timer(Metric metric, String... labelValues) {
    return Timer.builder(metric.metricName())
        .description(metric.description())
        .tags(tags(metric, labelValues))
        .publishPercentileHistogram()
        .register(registry);
  }

  /** Shows what runs, and how much room the disk under {@code data} has. */
  public void showProcess(String version, String roles, Path data) {
    gauge(RuntimeMetric.BUILD, () -> 1, version, roles);
    new DiskSpaceMetrics(data.toFile()).bindTo(registry);
  }

  /** Shows all fault counts, each with its code. */
  public void show(FaultCounter faults) {
    for (FaultCode code : FaultCode.values()) {
      FunctionCounter.builder(
              RuntimeMetric.FAULTS.metricName(), faults, counter -> counter.total(code))
          .description(RuntimeMetric.FAULTS.description())
          .tags(tags(RuntimeMetric.FAULTS, code.name(), code.blame().name()))
          .register(registry);
    }
  }

  /** All metrics in Prometheus's text format. */
  public String scrape() {
    return registry.scrape();
  }

  /** Ends what watches the garbage collector. */
  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private static List<Tag> tags(Metric metric, String... values) {
    List<String> labels = metric.labels();
    if (labels.size() != values.length) {
      throw new IllegalArgumentException(metric.metricName() + " has the labels " + labels);
    }
    List<Tag> tags = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(labels.get(i), values[i]));
    }
    return tags;
  }
}
