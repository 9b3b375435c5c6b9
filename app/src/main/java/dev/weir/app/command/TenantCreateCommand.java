package dev.weir.app.command;

import dev.weir.app.wiring.AdminDatabase;
import dev.weir.app.wiring.Settings;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Who;
import dev.weir.portal.member.Founding;
import dev.weir.runtime.clock.TimeSource;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir admin tenant create}. */
@Command(
    name = "create",
    description = {
      "Makes a tenant and a link with which its owner joins it. The link works for that address "
          + "alone, once, and for seven days; whoever has no account yet makes one there.",
      "",
      "Works while Weir runs and while it does not.",
      ""
    })
public final class TenantCreateCommand implements Callable<Integer> {

  private static final int MAX_NAME = 128;
  private static final int MAX_EMAIL = 254;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What the tenant is called.")
  private String name = "";

  @Option(
      names = "--owner-email",
      paramLabel = "ADDRESS",
      required = true,
      description = "Who is to own it.")
  private String ownerEmail = "";

  @Mixin private final SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    if (name.isBlank() || name.strip().length() > MAX_NAME) {
      throw new UsageException("--name is 1 to " + MAX_NAME + " characters.");
    }
    if (ownerEmail.length() > MAX_EMAIL || !EMAIL.matcher(ownerEmail.strip()).matches()) {
      throw new UsageException("--owner-email is no e-mail address: " + ownerEmail);
    }
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    try (AdminDatabase admin = AdminDatabase.open(settings)) {
      TimeSource time = TimeSource.system();
      Founding founding = new Founding(admin.database(), new AuditLog(time), time);
      create(founding, settings.portal().origin().url().toString(), System.out);
    }
    return 0;
  }

  void create(Founding founding, String portalUrl, PrintStream out) {
    Founding.Founded founded =
        founding.found(new Who.CommandLine(), Origin.NONE, name.strip(), ownerEmail.strip());
    out.println("tenant  " + founded.tenant());
    out.println("owner   " + portalUrl + "/invitations/" + founded.token());
  }
}
