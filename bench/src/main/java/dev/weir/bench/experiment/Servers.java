package dev.weir.bench.experiment;

import dev.weir.bench.server.BareLimit;
import dev.weir.bench.server.Contender;
import dev.weir.bench.server.NginxRtmp;
import dev.weir.bench.server.WeirServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers of a plan, in their settings.
 *
 * @param plan what was asked for
 */
record Servers(Plan plan) {

  static final String LIMIT = "limit";
  static final String WEIR = "weir";
  static final String WEIR_RTMP = "weir-rtmp";
  static final String NGINX = "nginx";

  Contender limit(String window) {
    return new BareLimit(plan.home(), plan.work(), window);
  }

  Contender weir(String window) {
    return weir(window, List.of());
  }

  /** Weir with settings of the experiment's own, which those of the user override. */
  Contender weir(String window, List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(plan.settings());
    return new WeirServer(plan.weir(), plan.work(), window, all);
  }

  /** Weir for viewers of RTMP, who all come from one address and wait for their turn at once. */
  Contender weirRtmp(String window) {
    return weir(window, List.of("ingest.rtmp.max-waiting-per-address=4096"));
  }

  Contender nginx(boolean writesHls) {
    return new NginxRtmp(plan.work(), writesHls);
  }

  /** How long a crowd watches before anything is measured: a JVM compiles meanwhile. */
  Duration warmUp(Contender contender) {
    Duration own = contender.warmUp();
    return own.compareTo(plan.warmUp()) < 0 ? own : plan.warmUp();
  }
}
