package dev.weir.runtime.ops;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What must hold before newcomers are sent here. Conditions are added while the process is wired,
 * before anybody asks.
 */
public final class Readiness {

  /** A condition that does not answer for so long does not hold, milliseconds. */
  private static final int PATIENCE_MS = 1_000;

  private final Map<String, Supplier<Future<Boolean>>> conditions = new LinkedHashMap<>();
  private final Map<String, Supplier<Future<Boolean>>> watched = new LinkedHashMap<>();

  /** A condition that can be told at once. */
  public void require(String name, Supplier<Boolean> holds) {
    requireAsync(name, () -> Future.succeededFuture(holds.get()));
  }

  /** A condition that must be asked for. */
  public void requireAsync(String name, Supplier<Future<Boolean>> holds) {
    conditions.put(name, holds);
  }

  /** What newcomers do not depend on, and is measured nevertheless. */
  public void watch(String name, Supplier<Future<Boolean>> holds) {
    watched.put(name, holds);
  }

  /** All names, required or watched. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(conditions.keySet());
    names.addAll(watched.keySet());
    return names;
  }

  /** Each required condition by name, and whether it holds. */
  Future<Map<String, Boolean>> look() {
    return look(conditions);
  }

  /** The same of all of them, required or watched. */
  Future<Map<String, Boolean>> lookAtAll() {
    Map<String, Supplier<Future<Boolean>>> all = new LinkedHashMap<>(watched);
    all.putAll(conditions);
    return look(all);
  }

  private static Future<Map<String, Boolean>> look(
      Map<String, Supplier<Future<Boolean>>> conditions) {
    Map<String, Boolean> seen = new LinkedHashMap<>();
    Future<Void> all = Future.succeededFuture();
    for (Map.Entry<String, Supplier<Future<Boolean>>> condition : conditions.entrySet()) {
      Future<Boolean> answer =
          ask(condition.getValue()).timeout(PATIENCE_MS, TimeUnit.MILLISECONDS).otherwise(false);
      all = all.compose(before -> answer.map(holds -> note(seen, condition.getKey(), holds)));
    }
    return all.map(done -> seen);
  }

  private static Void note(Map<String, Boolean> seen, String name, boolean holds) {
    seen.put(name, holds);
    return null;
  }

  private static Future<Boolean> ask(Supplier<Future<Boolean>> condition) {
    try {
      return condition.get();
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }
}
