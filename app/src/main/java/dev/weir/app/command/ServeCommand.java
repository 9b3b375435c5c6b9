package dev.weir.app.command;

import dev.weir.app.wiring.NodeConfig;
import dev.weir.app.wiring.Platform;
import dev.weir.app.wiring.Role;
import dev.weir.app.wiring.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir serve}: chosen roles in production. */
@Command(
    name = "serve",
    description = {
      "Runs chosen roles against an external Redis and, for the portal alone, "
          + "PostgreSQL. All processes of an installation share one cluster.secret, "
          + "and each has a node.id of its own. Gateways play what any process ingests: "
          + "they reach it at its node.port.",
      ""
    })
public final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--role",
      required = true,
      split = ",",
      paramLabel = "ROLE",
      description =
          "One or more of ingest, gateway, transcoder, recorder, portal, separated by commas. "
              + "A transcoder and a recorder work for the streams that the same process ingests.")
  private List<String> roles = new ArrayList<>();

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Set<Role> chosen = chosen();
    Settings settings = Settings.read(options.load(Map.of()), "0.0.0.0");
    requireExternal(settings, chosen);
    RunningProcess.start(() -> Platform.start(settings, chosen));
    String labels = chosen.stream().map(Role::label).collect(Collectors.joining(", "));
    System.out.println("Weir serves as " + labels + ". Ctrl-C stops it.");
    RunningProcess.await();
    return 0;
  }

  private Set<Role> chosen() {
    EnumSet<Role> chosen = EnumSet.noneOf(Role.class);
    for (String name : roles) {
      chosen.add(
          java.util.Arrays.stream(Role.values())
              .filter(role -> role.label().equals(name.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new UsageException(
                      "There is no role '"
                          + name
                          + "'; choose of ingest, gateway, transcoder, recorder, portal")));
    }
    if (chosen.contains(Role.TRANSCODER) && !chosen.contains(Role.INGEST)) {
      throw new UsageException(
          "A transcoder works for the streams that the same process ingests:"
              + " choose --role ingest,transcoder");
    }
    if (chosen.contains(Role.RECORDER) && !chosen.contains(Role.INGEST)) {
      throw new UsageException(
          "A recorder works for the streams that the same process ingests:"
              + " choose --role ingest,recorder");
    }
    return chosen;
  }

  private static void requireExternal(Settings settings, Set<Role> roles) {
    NodeConfig node = settings.node();
    List<String> missing = new ArrayList<>();
    if (settings.redis().url().isEmpty()) {
      missing.add("redis.url");
    }
    if (node.clusterSecret().isEmpty()) {
      missing.add("cluster.secret");
    }
    if (roles.contains(Role.PORTAL) && node.postgresUrl().isEmpty()) {
      missing.add("postgres.url");
    }
    if (!missing.isEmpty()) {
      throw new UsageException(
          "serve needs " + String.join(", ", missing) + "; ./weir up brings its own");
    }
  }
}
