package dev.weir.bench.machine;

import io.vertx.core.json.JsonObject;

/**
 * What a window of measurement took from the machine.
 *
 * @param wallSeconds how long it was
 * @param serverSeconds processor time of the server and its children, user and system
 * @param serverMainSeconds of that, the time of the server's main process alone
 * @param loadSeconds processor time of viewers, publishers and the benchmark itself
 * @param loadCoreShare how busy the load's core was, 0 to 1
 * @param strangerSeconds processor time of all others on the server's core
 * @param loudest name of the stranger that worked most, on whatever core; may be empty
 */
public record Usage(
    double wallSeconds,
    double serverSeconds,
    double serverMainSeconds,
    double loadSeconds,
    double loadCoreShare,
    double strangerSeconds,
    String loudest) {

  private static final double MAX_LOAD_SHARE = 0.9;
  private static final double MAX_STRANGER_SHARE = 0.1;

  /** Why the window should not be believed; empty when it may be. */
  public String disturbance() {
    if (strangerSeconds > MAX_STRANGER_SHARE * wallSeconds) {
      return "disturbed" + (loudest.isEmpty() ? "" : " by " + loudest);
    }
    return loadCoreShare > MAX_LOAD_SHARE ? "load's core full" : "";
  }

  /** As JSON, for result files. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("wallSeconds", wallSeconds)
        .put("serverSeconds", serverSeconds)
        .put("serverMainSeconds", serverMainSeconds)
        .put("loadSeconds", loadSeconds)
        .put("loadCoreShare", loadCoreShare)
        .put("strangerSeconds", strangerSeconds)
        .put("loudest", loudest);
  }

  /** Share of one core that viewers and publishers took. */
  public double loadShare() {
    return loadSeconds / wallSeconds;
  }

  /** Share of one core that the server took. */
  public double serverShare() {
    return serverSeconds / wallSeconds;
  }
}
