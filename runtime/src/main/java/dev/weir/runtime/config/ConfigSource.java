package dev.weir.runtime.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where values come from: {@code weir.yaml}, overridden by {@code WEIR_<SECTION>_<KEY>}, overridden
 * by flags. Rooms read their records through {@link #reader()}; after all have read, {@link
 * #verify()} tells every problem and every key that nobody asked for.
 */
public final class ConfigSource {

  private static final String ENV_PREFIX = "WEIR_";

  private final Map<String, ConfigValue> file;
  private final Map<String, String> environment;
  private final Map<String, ConfigValue> flags;
  private final SortedSet<String> known = new TreeSet<>();
  private final Map<String, String> retired = new TreeMap<>();
  private final List<String> problems;

  private ConfigSource(
      Map<String, ConfigValue> file,
      Map<String, String> environment,
      Map<String, ConfigValue> flags,
      List<String> problems) {
    this.file = file;
    this.environment = environment;
    this.flags = flags;
    this.problems = problems;
  }

  /**
   * Gathers the three sources; never throws: what cannot be read becomes a problem.
   *
   * @param weirYaml the file, if there is one; nested mappings become dotted keys
   * @param env the process's environment; only {@code WEIR_*} is looked at
   * @param flags dotted keys without dashes
   */
  public static ConfigSource load(
      Optional<Path> weirYaml, Map<String, String> env, Map<String, String> flags) {
    List<String> problems = new ArrayList<>();
    Map<String, ConfigValue> file = new LinkedHashMap<>();
    weirYaml.ifPresent(path -> YamlKeys.read(path, file, problems));
    Map<String, String> environment = new TreeMap<>();
    env.forEach((name, text) -> {
      if (name.startsWith(ENV_PREFIX)) {
        environment.put(name, text);
      }
    });
    Map<String, ConfigValue> flagValues = new LinkedHashMap<>();
    flags.forEach((key, text) -> flagValues.put(key, new ConfigValue(text, "--" + key)));
    return new ConfigSource(file, environment, flagValues, problems);
  }

  /** A source of defaults alone, for tests. */
  public static ConfigSource defaults() {
    return load(Optional.empty(), Map.of(), Map.of());
  }

  /** What rooms read through. */
  public ConfigReader reader() {
    return new ConfigReader(this);
  }

  /** Throws {@link ConfigException} with all problems, unknown keys among them. */
  public void verify() {
    List<String> all = new ArrayList<>(problems);
    for (Map<String, ConfigValue> source : List.of(file, flags)) {
      source.forEach((key, value) -> {
        if (!known.contains(key)) {
          all.add(unknown(key, value.origin(), known));
        }
      });
    }
    SortedSet<String> names = new TreeSet<>();
    known.forEach(key -> names.add(environmentName(key)));
    environment
        .keySet()
        .forEach(name -> {
          if (!names.contains(name)) {
            all.add(unknown(name, "environment", names));
          }
        });
    if (!all.isEmpty()) {
      throw new ConfigException(all);
    }
  }

  /** The environment variable for a key: dots and dashes become underscores. */
  public static String environmentName(String key) {
    return ENV_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  Optional<ConfigValue> find(String key) {
    known.add(key);
    ConfigValue flag = flags.get(key);
    if (flag != null) {
      return Optional.of(flag);
    }
    String name = environmentName(key);
    String text = environment.get(name);
    if (text != null) {
      return Optional.of(new ConfigValue(text, "environment " + name));
    }
    return Optional.ofNullable(file.get(key));
  }

  void retire(String key, String successor) {
    retired.put(key, successor);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  private String unknown(String name, String origin, SortedSet<String> candidates) {
    for (Map.Entry<String, String> old : retired.entrySet()) {
      if (name.equals(old.getKey()) || name.equals(environmentName(old.getKey()))) {
        return "%s (%s) is now called %s".formatted(name, origin, old.getValue());
      }
    }
    String where = origin.equals("--" + name) ? "flag" : origin;
    return NearestName.of(name, candidates)
        .map(near -> "%s (%s) is unknown; did you mean %s?".formatted(name, where, near))
        .orElseGet(() -> "%s (%s) is unknown".formatted(name, where));
  }
}
