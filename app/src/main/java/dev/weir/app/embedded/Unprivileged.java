package dev.weir.app.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. When Weir does, the server gets a user namespace in which it
 * is nobody while its files stay root's; nothing has to be handed over, and no directory above
 * {@code data.dir} has to be opened.
 */
final class Unprivileged {

  private Unprivileged() {}

  /** {@code command} as it has to be started by the current user. */
  static List<String> command(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> prefix = List.of("unshare", "--user");
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    if (!Probe.succeeds(probe)) {
      throw new IllegalStateException(
          "PostgreSQL does not run as root, and user namespaces are switched off here;"
              + " run Weir as another user, or set postgres.url");
    }
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }
}
