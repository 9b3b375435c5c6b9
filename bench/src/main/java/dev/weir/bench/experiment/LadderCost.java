package dev.weir.bench.experiment;

import dev.weir.bench.machine.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run took, in shares of one core.
 *
 * @param with Weir, while a stream with a ladder is live
 * @param without the same Weir, while the same stream is live without a ladder
 * @param alone one command that makes all rungs
 * @param each one command for each rung
 * @param decoder one that decodes and makes nothing
 */
record LadderCost(Usage with, Usage without, Usage alone, List<Usage> each, Usage decoder) {

  LadderCost {
    each = List.copyOf(each);
  }

  /** Weir's ladder: its processes, and what the server has to do with them. */
  double weir() {
    return with.serverShare() - without.serverShare();
  }

  /** Of that, what is not the encoder's: reading, publishing and cutting renditions. */
  double server() {
    return mainShare(with) - mainShare(without);
  }

  double single() {
    return alone.serverShare();
  }

  double perRung() {
    return each.stream().mapToDouble(Usage::serverShare).sum();
  }

  double decoding() {
    return decoder.serverShare();
  }

  /** How much of the decodings that one command for each rung repeats is saved. */
  double savedDecodings(int rungs) {
    return (perRung() - weir()) / ((rungs - 1) * decoding());
  }

  /** Why the run should not be believed; empty when it may be. */
  String disturbance() {
    return Stream.concat(Stream.of(with, without, alone, decoder), each.stream())
        .map(Usage::disturbance)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static double mainShare(Usage usage) {
    return usage.serverMainSeconds() / usage.wallSeconds();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("with", with.toJson())
        .put("without", without.toJson())
        .put("single", alone.toJson())
        .put("perRung", new JsonArray(each.stream().map(Usage::toJson).toList()))
        .put("decoding", decoder.toJson());
  }
}
