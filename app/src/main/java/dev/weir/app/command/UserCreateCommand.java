package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.AccountDesk;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.clock.TimeSource;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin user create}. */
@Command(
    name = "create",
    description = {
      "Makes an account in a tenant, and prints an address at which the person chooses a "
          + "password: good once, for 24 hours. Somebody who has an account already works for the "
          + "tenant too afterwards, with the same password.",
      "",
      "With --operator the person is one of the platform's staff as well, and has the console under "
          + "/operator; somebody who works for the tenant already becomes so, and keeps the role.",
      "",
      "Works while Weir runs and while it does not. portal.url decides what the address begins "
          + "with.",
      ""
    })
public final class UserCreateCommand implements Callable<Integer> {

  private static final int MAX_NAME = 128;

  @Option(
      names = "--email",
      required = true,
      paramLabel = "ADDRESS",
      description = "What the person signs in with.")
  private String email = "";

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What the person is called.")
  private String name = "";

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "NAME",
      description = "The tenant to work for: its name or its id.")
  private String tenant = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "owner, administrator, operator, developer, billing or viewer.")
  private String role = "";

  @Option(names = "--operator", description = "Makes the person one of the platform's staff, too.")
  private boolean operator;

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    AccountDesk.Newcomer newcomer = newcomer();
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      AccountDesk desk =
          new AccountDesk(
              admin.vertx(), admin.database(), admin.box(), TimeSource.system(), settings.portal());
      return tell(desk.create(newcomer), System.out);
    }
  }

  private int tell(AccountDesk.Outcome outcome, PrintStream out) {
    switch (outcome) {
      case AccountDesk.Outcome.Made(String link) -> {
        out.println("The account is made. This address is good once, for 24 hours:");
        out.println(link);
      }
      case AccountDesk.Outcome.Joined() ->
          out.println("The account was there already; it works for this tenant too now.");
      case AccountDesk.Outcome.Member(boolean appointed) ->
          out.println(
              appointed
                  ? "The account works for this tenant already; it is of the platform's staff now."
                  : "The account works for this tenant already; nothing has changed.");
      case AccountDesk.Outcome.TenantUnclear(int found) ->
          throw new UsageException(
              found == 0
                  ? "There is no tenant '" + tenant + "'."
                  : found + " tenants are called '" + tenant + "'; name one by its id.");
    }
    return 0;
  }

  private AccountDesk.Newcomer newcomer() {
    String address = PersonStore.canonicalEmail(email);
    if (!PersonStore.plausibleEmail(address)) {
      throw new UsageException("'" + email + "' is no e-mail address");
    }
    String called = name.strip();
    if (called.isEmpty() || called.length() > MAX_NAME) {
      throw new UsageException("A name has 1 to " + MAX_NAME + " characters");
    }
    return new AccountDesk.Newcomer(address, called, tenant, role(), operator);
  }

  private Role role() {
    return Arrays.stream(Role.values())
        .filter(known -> known.name().equalsIgnoreCase(role))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "There is no role '"
                    + role
                    + "'; choose of "
                    + Arrays.stream(Role.values())
                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }
}
