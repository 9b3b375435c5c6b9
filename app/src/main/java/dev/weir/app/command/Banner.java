package dev.weir.app.command;

import dev.weir.app.wiring.Settings;
import dev.weir.portal.tenant.Quickstart;
import java.io.PrintStream;
import java.util.Optional;

/** What somebody reads who has just started Weir: where to go, and with what. */
final class Banner {

  private final Settings settings;
  private final Optional<Quickstart> quickstart;

  Banner(Settings settings, Optional<Quickstart> quickstart) {
    this.settings = settings;
    this.quickstart = quickstart;
  }

  void print(PrintStream out, long startedAfterMs) {
    out.println();
    out.printf("Weir is up after %.1f s.%n%n", startedAfterMs / 1000.0);
    quickstart.ifPresentOrElse(demo -> print(out, demo), () -> printPortal(out));
    out.println("Ctrl-C stops everything. Data is kept in " + settings.node().dataDir());
    out.flush();
  }

  private static void print(PrintStream out, Quickstart demo) {
    int slash = demo.pushUrl().lastIndexOf('/');
    out.println("  Portal      " + demo.portalUrl());
    out.println("  Sign in     " + demo.email() + "  " + demo.password());
    out.println();
    out.println("  Push, in OBS (Settings, Stream, Custom)");
    out.println("  Server      " + demo.pushUrl().substring(0, slash));
    out.println("  Stream Key  " + demo.pushUrl().substring(slash + 1));
    out.println();
    out.println("  Watch       " + demo.watchUrl());
    out.println("  HLS         " + demo.hlsUrl());
    out.println("  HTTP-FLV    " + demo.flvUrl());
    out.println();
    out.println("No encoder at hand? In another shell:  ./weir demo");
  }

  private void printPortal(PrintStream out) {
    out.println("  Portal      " + settings.portal().origin().url());
    out.println();
  }
}
