package dev.weir.contract.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeterBatchTest {

  private static final MeterBoot BOOT = new MeterBoot(new NodeId("node-1"), new BootId("boot-1"));
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final MeterKey KEY =
      new MeterKey(
          new TenantId(new UUID(1, 2)),
          new MeteredStream(
              new DomainName("play.example.com"),
              new AppName("live"),
              new StreamName("demo01"),
              Optional.of(new TemplateId("lhd"))),
          MeterDetail.FLV);

  private static MeterBatch batch(long sequence, Instant from, List<MeterReading> readings) {
    return new MeterBatch(BOOT, sequence, from, NOON, false, readings);
  }

  @Test
  void refusesWhatCannotBe() {
    MeterReading reading = new MeterReading(KEY, 5, false);
    assertThatIllegalArgumentException().isThrownBy(() -> new MeterReading(KEY, -1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> batch(0, NOON, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> batch(1, NOON.plusMillis(1), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch(1, NOON, List.of(reading, new MeterReading(KEY, 6, true))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch(1, NOON, Collections.nCopies(501, reading)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MeterKey(KEY.tenant(), KEY.stream(), Meter.SNAPSHOTS, MeterDetail.FLV));
  }

  @Test
  void theCounterOfManyStreamsCountsTheSameThing() {
    assertThat(KEY.coarse().stream()).isEmpty();
    assertThat(KEY.coarse().detail()).isEqualTo(KEY.detail());
    assertThat(KEY.coarse().meter()).isEqualTo(Meter.EGRESS_BYTES);
  }

  @ParameterizedTest
  @EnumSource(Meter.class)
  void everyMeterIsDivided(Meter meter) {
    assertThat(MeterDetail.of(meter)).isNotEmpty().allMatch(detail -> detail.meter() == meter);
  }

  @ParameterizedTest
  @CsvSource({
    "640, 360, H264_LD, HEVC_LD",
    "480, 640, H264_LD, HEVC_LD",
    "854, 480, H264_SD, HEVC_SD",
    "1280, 720, H264_SD, HEVC_SD",
    "1080, 1920, H264_HD, HEVC_HD",
    "2560, 1440, H264_2K, HEVC_2K",
    "3840, 2160, H264_4K, HEVC_4K",
    "7680, 4320, H264_4K, HEVC_4K",
  })
  void aTierIsTheLowestThatTheFrameFitsIn(
      int width, int height, MeterDetail h264, MeterDetail hevc) {
    ResolutionTier tier = ResolutionTier.of(width, height);
    assertThat(MeterDetail.transcoding(VideoCodec.H264, tier)).isEqualTo(h264);
    assertThat(MeterDetail.transcoding(VideoCodec.HEVC, tier)).isEqualTo(hevc);
  }
}
