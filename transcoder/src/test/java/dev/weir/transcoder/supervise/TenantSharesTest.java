package dev.weir.transcoder.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantSharesTest {

  private static final TenantId ANN = new TenantId(new UUID(0, 1));
  private static final TenantId BOB = new TenantId(new UUID(0, 2));

  private final TenantShares shares = new TenantShares();

  @Test
  void whatIsEncodedHereAndElsewhereCountsTogether() {
    shares.heard(Map.of(ANN, 3L));

    assertThat(shares.take(ANN, 4, 5)).isEqualTo(2);
    assertThat(shares.take(ANN, 1, 5)).isZero();
    assertThat(shares.take(BOB, 4, 5)).as("of another tenant").isEqualTo(4);

    shares.giveBack(ANN, 1);
    assertThat(shares.take(ANN, 2, 5)).isEqualTo(1);
  }

  @Test
  void aQuotaThatWasLoweredGivesNothingMore() {
    shares.take(ANN, 4, 5);

    assertThat(shares.take(ANN, 1, 2)).isZero();
  }

  @Test
  void othersAreToldOfAllWhoMayWantSomething() {
    shares.take(ANN, 2, 5);

    assertThat(shares.told(List.of(BOB))).isEqualTo(Map.of(ANN, 2L, BOB, 0L));
  }
}
