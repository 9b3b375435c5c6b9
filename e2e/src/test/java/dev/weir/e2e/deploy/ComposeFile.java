package dev.weir.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file, as far as Weir's is written: lists of words, maps, {@code ${NAME:?why}} and
 * {@code ${NAME:-value}}.
 *
 * @param services by name
 * @param subnets address range by network; empty where it has none of its own
 * @param volumes those with a name
 */
public record ComposeFile(
    Map<String, Service> services, Map<String, String> subnets, Set<String> volumes) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([?-])([^}]*))?}");

  /**
   * One service.
   *
   * @param environment as written, with its variables
   * @param dependsOn condition by service
   */
  public record Service(
      String image,
      boolean built,
      boolean checked,
      List<String> command,
      Map<String, String> environment,
      Map<String, String> dependsOn,
      List<String> volumes,
      List<String> networks) {

    /** The environment with the variables' values. */
    public Map<String, String> environment(Map<String, String> variables) {
      Map<String, String> values = new LinkedHashMap<>();
      environment.forEach((name, value) -> values.put(name, interpolate(value, variables)));
      return values;
    }
  }

  /** Reads a file. */
  public static ComposeFile read(Path file) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try {
      Map<?, ?> root = yaml.load(Files.readString(file));
      Map<String, Service> services = new TreeMap<>();
      map(root.get("services"))
          .forEach((name, service) -> services.put(name.toString(), service(map(service))));
      Map<String, String> subnets = new TreeMap<>();
      map(root.get("networks"))
          .forEach((name, network) -> subnets.put(name.toString(), subnet(map(network))));
      Set<String> volumes = new TreeSet<>();
      map(root.get("volumes")).keySet().forEach(name -> volumes.add(name.toString()));
      return new ComposeFile(services, subnets, volumes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Service service(Map<?, ?> service) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(service.get("environment"))
        .forEach((name, value) -> environment.put(name.toString(), value.toString()));
    Map<String, String> dependsOn = new LinkedHashMap<>();
    map(service.get("depends_on"))
        .forEach((name, how) -> dependsOn.put(name.toString(), text(map(how).get("condition"))));
    return new Service(
        text(service.get("image")),
        service.containsKey("build"),
        service.containsKey("healthcheck"),
        words(service.get("command")),
        environment,
        dependsOn,
        words(service.get("volumes")),
        words(service.get("networks")));
  }

  private static String subnet(Map<?, ?> network) {
    Object configurations = map(network.get("ipam")).get("config");
    return configurations instanceof List<?> list ? text(map(list.getFirst()).get("subnet")) : "";
  }

  private static Map<?, ?> map(Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<String> words(Object node) {
    return node instanceof List<?> list ? list.stream().map(ComposeFile::text).toList() : List.of();
  }

  private static String text(Object node) {
    return node == null ? "" : node.toString();
  }

  /** Puts values where the variables are; one that is required and has none fails. */
  static String interpolate(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(variable -> Matcher.quoteReplacement(value(variable, variables)));
  }

  private static String value(MatchResult variable, Map<String, String> variables) {
    String given = variables.getOrDefault(variable.group(1), "");
    if (!given.isEmpty()) {
      return given;
    }
    if (!"-".equals(variable.group(2))) {
      throw new IllegalArgumentException(variable.group(1) + " is not set");
    }
    return variable.group(3);
  }
}
