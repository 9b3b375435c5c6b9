package dev.weir.portal.usage;

import dev.weir.contract.metering.Meter;
import java.util.Arrays;
import java.util.List;

/** A page of usage: one meter. The first is what most people come for. */
enum UsageSubject {
  TRAFFIC("traffic", Meter.EGRESS_BYTES),
  INGEST("ingest", Meter.INGEST_MS),
  INGEST_TRAFFIC("ingest-traffic", Meter.INGEST_BYTES),
  TRANSCODING("transcoding", Meter.TRANSCODE_MS),
  RECORDING("recording", Meter.RECORDING_MS),
  STORAGE("storage", Meter.STORAGE_BYTE_HOURS),
  SNAPSHOTS("snapshots", Meter.SNAPSHOTS);

  private final String text;
  private final Meter meter;

  UsageSubject(String text, Meter meter) {
    this.text = text;
    this.meter = meter;
  }

  /** As it stands in addresses. */
  String text() {
    return text;
  }

  Meter meter() {
    return meter;
  }

  /** The one that an address names; the first for any other text. */
  static UsageSubject of(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst().orElse(TRAFFIC);
  }

  static List<UsageSubject> all() {
    return List.of(values());
  }
}
