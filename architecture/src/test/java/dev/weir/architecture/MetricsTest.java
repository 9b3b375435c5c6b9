package dev.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.runtime.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is measured, what is written about it, what watches it, and what to do when it does. */
class MetricsTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Path RUNBOOKS = HOME.resolve("docs/runbooks");
  private static final Path ALERTS = HOME.resolve("deploy/prometheus/alerts.yml");
  private static final Pattern NAME = Pattern.compile("\\bweir_[a-z_]+");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook: (docs/runbooks/[\\w-]+\\.md)");

  /** What Prometheus's text format adds to a name. */
  private static final Pattern SUFFIX = Pattern.compile("_(total|bucket|count|sum|max)$");

  @Test
  void everyMetricHasItsLineInTheDocument() throws IOException {
    String document = Files.readString(HOME.resolve("docs/metrics.md"));
    List<String> lines = document.lines().filter(line -> line.startsWith("| `weir_")).toList();
    assertThat(lines).isSorted();
    assertThat(new TreeSet<>(lines))
        .isEqualTo(metrics().stream().map(MetricsTest::line).collect(Collectors.toSet()));
  }

  @Test
  void alertsAndDashboardsAskForMetricsThatThereAre() throws IOException {
    Set<String> known =
        metrics().stream().map(metric -> bare(metric.metricName())).collect(Collectors.toSet());
    for (Path file : watchers()) {
      String text = Files.readString(file);
      Set<String> asked =
          NAME.matcher(text)
              .results()
              .map(found -> bare(found.group()))
              .collect(Collectors.toSet());
      assertThat(asked).as(file.toString()).isNotEmpty().isSubsetOf(known);
    }
  }

  @Test
  void everyMetricIsOnADashboard() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : watchers()) {
      all.append(Files.readString(file));
    }
    assertThat(metrics()).allSatisfy(metric -> assertThat(all).contains(metric.metricName()));
  }

  @Test
  void everyAlertHasARunbookOfItsName() throws IOException {
    String alerts = Files.readString(ALERTS);
    List<String> names = groups(ALERT, alerts);
    List<String> runbooks = groups(RUNBOOK, alerts);
    assertThat(names).hasSameSizeAs(runbooks).doesNotHaveDuplicates();
    for (int i = 0; i < names.size(); i++) {
      assertThat(Files.readString(HOME.resolve(runbooks.get(i)))).startsWith("# " + names.get(i));
    }
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      assertThat(
              files
                  .map(HOME::relativize)
                  .map(Path::toString)
                  .filter(name -> name.contains("/weir-")))
          .containsExactlyInAnyOrderElementsOf(runbooks);
    }
  }

  private static List<Path> watchers() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("deploy/grafana"))) {
      return Stream.concat(files, Stream.of(ALERTS)).sorted().toList();
    }
  }

  private static List<Metric> metrics() {
    return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
        .importPackages("dev.weir").stream()
            .filter(found -> found.isEnum() && found.isAssignableTo(Metric.class))
            .map(JavaClass::reflect)
            .flatMap(found -> Stream.of(found.getEnumConstants()))
            .map(Metric.class::cast)
            .toList();
  }

  private static String line(Metric metric) {
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s |".formatted(metric.metricName(), labels, metric.description());
  }

  private static String bare(String name) {
    return SUFFIX.matcher(name).replaceFirst("");
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
