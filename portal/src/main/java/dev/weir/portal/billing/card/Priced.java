package dev.weir.portal.billing.card;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A thing that a rate card can have a price for. Names are stored: they are never changed. */
public enum Priced {
  /** What viewers are sent, by each method. */
  EGRESS_TRAFFIC(EgressMethod.TRAFFIC),
  EGRESS_DAILY_PEAK(EgressMethod.DAILY_PEAK),
  EGRESS_MONTHLY_95TH(EgressMethod.MONTHLY_95TH),
  EGRESS_MONTHLY_FOURTH_PEAK(EgressMethod.MONTHLY_FOURTH_PEAK),
  /** What encoders send, and for how long. */
  INGEST_TRAFFIC(MeterDetail.PUSH_BYTES),
  INGEST_TIME(MeterDetail.PUSH_TIME),
  /** Renditions by codec and tier. */
  TRANSCODE_H264_LD(MeterDetail.H264_LD),
  TRANSCODE_H264_SD(MeterDetail.H264_SD),
  TRANSCODE_H264_HD(MeterDetail.H264_HD),
  TRANSCODE_H264_2K(MeterDetail.H264_2K),
  TRANSCODE_H264_4K(MeterDetail.H264_4K),
  TRANSCODE_HEVC_LD(MeterDetail.HEVC_LD),
  TRANSCODE_HEVC_SD(MeterDetail.HEVC_SD),
  TRANSCODE_HEVC_HD(MeterDetail.HEVC_HD),
  TRANSCODE_HEVC_2K(MeterDetail.HEVC_2K),
  TRANSCODE_HEVC_4K(MeterDetail.HEVC_4K),
  TRANSCODE_AUDIO(MeterDetail.AUDIO),
  /** Takes. */
  RECORDING(MeterDetail.TAKE),
  /** Pictures, whatever their form. */
  SNAPSHOTS(Meter.SNAPSHOTS),
  /** What the library holds. */
  STORAGE(new Measure.Stored());

  @SuppressWarnings("ImmutableEnumChecker") // A record of immutable values.
  private final Measure measure;

  Priced(EgressMethod method) {
    this.measure = new Measure.Egress(method);
  }

  Priced(MeterDetail detail) {
    this.measure = new Measure.Counted(Set.of(detail));
  }

  Priced(Meter meter) {
    this.measure = Measure.Counted.all(meter);
  }

  Priced(Measure measure) {
    this.measure = measure;
  }

  /** What is priced. */
  public Measure measure() {
    return measure;
  }

  /** As forms and texts have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What viewers are sent, by this method. */
  public static Priced of(EgressMethod method) {
    return switch (method) {
      case TRAFFIC -> EGRESS_TRAFFIC;
      case DAILY_PEAK -> EGRESS_DAILY_PEAK;
      case MONTHLY_95TH -> EGRESS_MONTHLY_95TH;
      case MONTHLY_FOURTH_PEAK -> EGRESS_MONTHLY_FOURTH_PEAK;
    };
  }

  /** The method, where it is what viewers are sent. */
  public Optional<EgressMethod> method() {
    return measure instanceof Measure.Egress(EgressMethod method)
        ? Optional.of(method)
        : Optional.empty();
  }

  /** The details of meters that it is made of. */
  public Set<MeterDetail> details() {
    return switch (measure) {
      case Measure.Egress _ -> Set.copyOf(MeterDetail.of(Meter.EGRESS_BYTES));
      case Measure.Counted counted -> counted.details();
      case Measure.Stored _ -> Set.copyOf(MeterDetail.of(Meter.STORAGE_BYTE_HOURS));
    };
  }

  /** Reads a stored name. */
  public static Optional<Priced> parse(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
