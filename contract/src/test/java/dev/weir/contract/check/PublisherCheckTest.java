package dev.weir.contract.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.check.House.Given;
import dev.weir.contract.check.House.Guest;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.PublisherRules;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which encoder is let in, and which check it is that refuses another one. */
final class PublisherCheckTest {

  private static final PublisherRules RULES =
      new PublisherRules(
          House.networks(Effect.ALLOW, "192.0.2.0/24", "2001:db8::/32"),
          House.patterns(Effect.ALLOW, "camera-*"));

  @Test
  void encodersComeFromKnownNetworksAndPublishKnownNames() {
    assertThat(PublisherCheck.refusal(ask(RULES, "camera-1", "192.0.2.7", Given.right())))
        .isEmpty();
    assertThat(refusal(RULES, "camera-1", "198.51.100.7")).isEqualTo(FaultCode.NETWORK_REFUSED);
    assertThat(refusal(RULES, "demo", "2001:db8::7")).isEqualTo(FaultCode.STREAM_NAME_REFUSED);
    assertThat(refusal(PublisherRules.none(), "../demo", "192.0.2.7"))
        .isEqualTo(FaultCode.NAME_INVALID);
  }

  @Test
  void namesMayBeKeptOut() {
    PublisherRules rules =
        new PublisherRules(AccessList.off(), House.patterns(Effect.DENY, "*-internal"));
    assertThat(refusal(rules, "show-internal", "192.0.2.7"))
        .isEqualTo(FaultCode.STREAM_NAME_REFUSED);
    assertThat(PublisherCheck.refusal(ask(rules, "show", "192.0.2.7", Given.right()))).isEmpty();
  }

  @Test
  void theRightIsProvenBeforeABlockIsTold() {
    StreamAddress demo =
        new StreamAddress(House.TENANT, House.DOMAIN, new AppName("live"), new StreamName("demo"));
    BlockList blocks = new BlockList(Map.of(demo, Optional.empty()));
    PublisherQuestion right =
        new PublisherQuestion(
            House.pushedBy(PublisherRules.none(), blocks),
            "live",
            "demo",
            new Guest("192.0.2.7", "", ""),
            Given.right(),
            House.NOW);
    PublisherQuestion wrong =
        new PublisherQuestion(
            right.policy(),
            "live",
            "demo",
            right.visitor(),
            Given.wrong(FaultCode.SIGNATURE_WRONG),
            House.NOW);

    assertThat(PublisherCheck.refusal(right).orElseThrow().code())
        .isEqualTo(FaultCode.STREAM_BLOCKED);
    assertThat(PublisherCheck.refusal(wrong).orElseThrow().code())
        .isEqualTo(FaultCode.SIGNATURE_WRONG);
  }

  private static FaultCode refusal(PublisherRules rules, String stream, String address) {
    return PublisherCheck.refusal(ask(rules, stream, address, Given.right())).orElseThrow().code();
  }

  private static PublisherQuestion ask(
      PublisherRules rules, String stream, String address, Given proof) {
    return new PublisherQuestion(
        House.pushedBy(rules, BlockList.none()),
        "live",
        stream,
        new Guest(address, "", ""),
        proof,
        House.NOW);
  }
}
