package dev.weir.gateway.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.shift.ShiftWish.Behind;
import dev.weir.gateway.shift.ShiftWish.Between;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times to go back to, in Weir's form and in ApsaraVideo's. */
final class ShiftWishTest {

  private static final Instant NOW = Instant.parse("2017-10-24T08:10:00Z");
  private static final long NOW_MS = NOW.toEpochMilli();

  private static MultiMap query(String text) {
    MultiMap query = MultiMap.caseInsensitiveMultiMap();
    new QueryStringDecoder("?" + text).parameters().forEach(query::add);
    return query;
  }

  private static Optional<ShiftWish> read(String text) {
    return ShiftWish.read(query(text), NOW);
  }

  @Test
  void readsSecondsDatesAndOffsets() {
    assertThat(read("offset=1800")).contains(new Behind(1_800_000));
    assertThat(read("offset=90.25")).contains(new Behind(90_250));
    assertThat(read("start=" + (NOW_MS / 1_000 - 60))).contains(new Behind(60_000));
    assertThat(read("start=2017-10-24T08:00:00Z&end=2017-10-24T10:05:00.5%2B02:00"))
        .contains(new Between(NOW_MS - 600_000, NOW_MS - 299_500));
    assertThat(read("offset=600&end=" + NOW_MS / 1_000))
        .contains(new Between(NOW_MS - 600_000, NOW_MS));
  }

  @Test
  void readsTheOtherVendorsForm() {
    assertThat(read("aliyunols=on&lhs_start_unix_s_0=" + (NOW_MS / 1_000 - 7)))
        .contains(new Behind(7_000));
    assertThat(read("aliyunols=on&lhs_offset_unix_ms_0=1800000&lhs_start=1"))
        .contains(new Behind(1_800_000));
    assertThat(
            read(
                "aliyunols=on&lhs_start_human_s_8=20171024160220&lhs_end_human_s_8=20171024160420"))
        .contains(new Between(NOW_MS - 460_000, NOW_MS - 340_000));
    assertThat(
            read("lhs_start=1&aliyunols=on&lhs_start_unix_s_0=100&lhs_vodend_unix_us_0=200000000"))
        .contains(new Between(100_000, 200_000));
  }

  @Test
  void whatIsLiveIsNoWish() {
    assertThat(ShiftWish.isIn(query("auth_key=1-0-0-a&aliyunols=on&lhs_start=1"))).isFalse();
    assertThat(read("aliyunols=on&lhs_start=1")).isEmpty();
    assertThat(ShiftWish.isIn(query("lhs_start_unix_s_0=100"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start=yesterday",
        "start=-5",
        "start=1&start=2",
        "start=1&offset=2",
        "end=5",
        "offset=1e9",
        "offset=",
        "start=2017-10-24T08:00:00",
        "aliyunols=on&lhs_start_unix_s_0=x",
        "aliyunols=on&lhs_start_human_s_8=20171324160220",
        "aliyunols=on&lhs_start_unix_s_0=1&lhs_start_unix_ms_0=1",
        "aliyunols=on&lhs_end_unix_s_0=1&lhs_vodend_unix_s_0=1&lhs_start_unix_s_0=0",
        "aliyunols=on&lhs_end_unix_s_0=1",
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.SHIFT_TIME_MALFORMED));
  }
}
