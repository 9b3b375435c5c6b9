package dev.weir.app.command;

import dev.weir.runtime.config.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The part of a command line that sets configuration: {@code --config FILE} and {@code
 * --KEY=VALUE}.
 */
final class SettingOptions {

  private static final Path DEFAULT_FILE = Path.of("weir.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as YAML; weir.yaml in this folder is read when it is there.")
  private Optional<Path> file = Optional.empty();

  @Parameters(
      arity = "0..*",
      paramLabel = "--KEY=VALUE",
      description = "A setting, for example --portal.port=8090 --data.dir=/srv/weir.")
  private List<String> rest = new ArrayList<>();

  /**
   * The settings of file, environment and flags together.
   *
   * @param presets values that a flag of the command implies; a flag for the same key wins
   */
  ConfigSource load(Map<String, String> presets) {
    Map<String, String> flags = new LinkedHashMap<>(presets);
    for (String argument : rest) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new UsageException(
            "'" + argument + "' is no option; settings are given as --KEY=VALUE, see --help");
      }
      flags.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return ConfigSource.load(chosenFile(), System.getenv(), flags);
  }

  private Optional<Path> chosenFile() {
    if (file.isPresent() && Files.notExists(file.get())) {
      throw new UsageException("There is no file " + file.get());
    }
    return file.isPresent() ? file : Optional.of(DEFAULT_FILE).filter(Files::exists);
  }
}
