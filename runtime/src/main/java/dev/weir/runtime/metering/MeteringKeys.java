package dev.weir.runtime.metering;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.metering.MeterBoot;

/**
 * Where batches are in Redis: a hash that has each boot and the sequence up to which its batches
 * are kept, and a stream for each boot, whose ids are the sequences.
 */
final class MeteringKeys {

  static final String BOOTS = "weir:metering:boots";

  /** Batches of a boot that Redis may hold; far more than a node ever leaves unacknowledged. */
  static final int MAX_LENGTH = 10_000;

  static final String STREAM = "weir:metering:";

  private MeteringKeys() {}

  static String stream(MeterBoot boot) {
    return STREAM + boot;
  }

  /** Reads a field of the hash; throws {@link IllegalArgumentException} for any other text. */
  static MeterBoot boot(String field) {
    int slash = field.indexOf('/');
    return new MeterBoot(
        new NodeId(field.substring(0, Math.max(0, slash))), new BootId(field.substring(slash + 1)));
  }
}
