package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.AccountDesk;
import dev.weir.portal.account.PersonStore;
import dev.weir.runtime.clock.TimeSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin user reset-password}. */
@Command(
    name = "reset-password",
    description = {
      "Prints an address at which a person chooses a new password: good once, for 24 hours. "
          + "The password so far and open sessions stay until then.",
      "",
      "Works while Weir runs and while it does not. portal.url decides what the address begins "
          + "with.",
      ""
    })
public final class UserResetPasswordCommand implements Callable<Integer> {

  @Option(
      names = "--email",
      required = true,
      paramLabel = "ADDRESS",
      description = "What the person signs in with.")
  private String email = "";

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      AccountDesk desk =
          new AccountDesk(
              admin.vertx(), admin.database(), admin.box(), TimeSource.system(), settings.portal());
      String link =
          desk.passwordLink(PersonStore.canonicalEmail(email))
              .orElseThrow(() -> new UsageException("Nobody has the address '" + email + "'."));
      System.out.println("This address is good once, for 24 hours:");
      System.out.println(link);
      return 0;
    }
  }
}
