package dev.weir.app.command;

import dev.weir.app.wiring.Platform;
import dev.weir.app.wiring.Role;
import dev.weir.app.wiring.Settings;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.tenant.DemoSecrets;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir up}: everything on one machine. */
@Command(
    name = "up",
    description = {
      "Starts everything on this machine, with a PostgreSQL and a Redis of its own, "
          + "makes a demo tenant on an empty data directory, and prints where to go. Ctrl-C "
          + "stops it.",
      "",
      "Settings are given as --KEY=VALUE, as WEIR_KEY in the environment, or in "
          + "weir.yaml. docs/configuration.md lists them.",
      ""
    })
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--public",
      paramLabel = "NAME",
      description = "Listen on all addresses, and give the demo tenant NAME as its domain.")
  private Optional<String> publicName = Optional.empty();

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() throws IOException {
    TimeSource time = TimeSource.system();
    long begunNanos = time.nanos();
    Settings settings = Settings.read(options.load(presets()), "127.0.0.1");
    ListenPorts.of(settings).requireFree();
    DomainName domain = domain(settings.node().publicName());
    QuickstartFile file = new QuickstartFile(settings.node().dataDir());
    Optional<DemoSecrets> kept = file.secrets();
    Optional<Quickstart> quickstart =
        RunningProcess.start(
            () -> Platform.start(settings, EnumSet.allOf(Role.class)),
            platform -> platform.demoTenant(domain, kept));
    if (quickstart.isPresent()) {
      file.write(quickstart.get());
    }
    long tookMs = TimeUnit.NANOSECONDS.toMillis(time.nanos() - begunNanos);
    new Banner(settings, quickstart).print(System.out, tookMs);
    RunningProcess.await();
    return 0;
  }

  private Map<String, String> presets() {
    Map<String, String> presets = new LinkedHashMap<>();
    publicName.ifPresent(name -> {
      presets.put("listen.host", "0.0.0.0");
      presets.put("public.name", name);
    });
    return presets;
  }

  private static DomainName domain(String name) {
    return DomainName.parse(name)
        .orElseThrow(() -> new UsageException("'" + name + "' is no domain name"));
  }
}
