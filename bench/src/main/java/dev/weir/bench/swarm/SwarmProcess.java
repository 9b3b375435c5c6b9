package dev.weir.bench.swarm;

import dev.weir.bench.machine.Child;
import dev.weir.bench.machine.Cores;
import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** The swarm, seen from the process that directs it. Thread-confined. */
public final class SwarmProcess implements AutoCloseable {

  private final Child child;

  private SwarmProcess(Child child) {
    this.child = child;
  }

  /** Starts it on the load's core. */
  public static SwarmProcess start(int connectsPerSecond) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xms256m",
            "-Xmn128m",
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-XX:MaxDirectMemorySize=64m",
            "-cp",
            System.getProperty("java.class.path"),
            SwarmMain.class.getName(),
            Integer.toString(connectsPerSecond));
    return new SwarmProcess(Child.start(Cores.LOAD.pin(command)));
  }

  private JsonObject ask(String command) {
    child.say(command);
    return new JsonObject(child.hear());
  }

  /** From now on there are to be {@code count} more viewers. */
  public void watch(Protocol protocol, Reading reading, String url, int count) {
    ask("watch " + count + " " + protocol + " " + reading + " " + url);
  }

  /** All viewers leave. */
  public void dismiss() {
    ask("dismiss");
  }

  /** Viewers that have seen a key frame, or have failed to. */
  public int settled() {
    return ask("settled").getInteger("settled");
  }

  /** A window of measurement begins. */
  public void begin() {
    ask("begin");
  }

  /** The window ends. */
  public SwarmReport end() {
    return SwarmReport.read(ask("end"));
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }
}
