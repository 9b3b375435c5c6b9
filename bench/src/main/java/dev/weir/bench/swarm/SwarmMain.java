package dev.weir.bench.swarm;

import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The swarm as a process of its own, so that it can have a core of its own. It reads one command a
 * line from its standard input and writes one line of JSON in answer to each: {@code watch COUNT
 * PROTOCOL READING URL}, {@code dismiss}, {@code settled}, {@code begin}, {@code end}. It ends with
 * its input.
 */
public final class SwarmMain {

  private final Swarm swarm;
  private final PrintStream answers;

  private SwarmMain(Swarm swarm, PrintStream answers) {
    this.swarm = swarm;
    this.answers = answers;
  }

  /** Takes the number of connects a second as its one argument. */
  public static void main(String[] arguments) throws IOException {
    Swarm swarm = new Swarm(TimeSource.system(), Integer.parseInt(arguments[0]));
    SwarmMain main = new SwarmMain(swarm, System.out);
    Thread.ofPlatform().daemon().name("commands").start(main::listen);
    swarm.run();
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line;
        swarm.order(() -> answer(obey(command)));
      }
    } catch (IOException gone) {
      // The same as the end of the input: nobody wants the swarm any more.
    }
    swarm.order(swarm::leave);
  }

  private JsonObject obey(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "watch" -> {
        Protocol protocol = Protocol.valueOf(words[2]);
        Reading reading = Reading.valueOf(words[3]);
        swarm.watch(protocol, reading, URI.create(words[4]), Integer.parseInt(words[1]));
        yield new JsonObject();
      }
      case "dismiss" -> {
        swarm.dismiss();
        yield new JsonObject();
      }
      case "settled" -> new JsonObject().put("settled", swarm.settled());
      case "begin" -> {
        swarm.begin();
        yield new JsonObject();
      }
      case "end" -> swarm.end().toJson();
      default -> new JsonObject().put("unknown", words[0]);
    };
  }

  private void answer(JsonObject json) {
    answers.println(json.encode());
    answers.flush();
  }
}
