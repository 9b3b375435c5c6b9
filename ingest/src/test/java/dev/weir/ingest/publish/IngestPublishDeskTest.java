package dev.weir.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.TypeCSignature;
import dev.weir.contract.check.Door;
import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.listener.PublisherSession;
import dev.weir.rtmp.session.ConnectRequest;
import dev.weir.rtmp.session.EndReason;
import dev.weir.rtmp.session.EnhancedCapabilities;
import dev.weir.rtmp.session.PublishRequest;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.keyuse.KeyUse;
import dev.weir.runtime.keyuse.MemoryKeyUse;
import dev.weir.runtime.lifecycle.EventSource;
import dev.weir.runtime.lifecycle.MemoryEvents;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.MemoryLeases;
import dev.weir.stream.lease.StreamLease;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way in, and every way to be refused, with the code that the peer is told. */
@Timeout(20)
class IngestPublishDeskTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Context CONTEXT = VERTX.getOrCreateContext();
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final SigningKey PRIMARY = new SigningKey("k1", "primaryprimaryprimary");
  private static final SigningKey SECONDARY = new SigningKey("k2", "secondarysecondary12");
  private static final SigningKey FOREIGN = new SigningKey("k3", "foreignforeignforeign");
  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final DomainName DOMAIN = new DomainName("push.example.com");

  private final ManualTimeSource time = ManualTimeSource.at(NOW);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final List<FlvTag> published = Collections.synchronizedList(new ArrayList<>());
  private final MemoryLeases leases = new MemoryLeases(holder("here"));
  private final StreamRegistry streams =
      new StreamRegistry(StreamConfig.defaults(), time, List.of(stream -> new Recorder(), leases));
  private final MemoryEvents events = new MemoryEvents();
  private final IngestPublishDesk desk =
      new IngestPublishDesk(
          policies,
          streams,
          leases,
          new PublishTeller(events, new NodeId("here"), new BootId("boot-here"), time));

  @AfterAll
  static void stopVertx() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private void givenDomain(boolean signatureRequired, Set<AppName> takeoverApps) {
    givenDomain(
        Authentication.typeA(
            signatureRequired,
            new SigningKeyRing(List.of(PRIMARY, SECONDARY)),
            Duration.ofMinutes(30)),
        takeoverApps);
  }

  private void givenDomain(Authentication authentication, Set<AppName> takeoverApps) {
    policies.put(
        new DomainPolicy(
            TENANT,
            DOMAIN,
            1,
            Optional.of(
                new PushPolicy(
                    Set.of(new AppName("live"), new AppName("event")),
                    authentication,
                    PublisherRules.none(),
                    takeoverApps,
                    Duration.ofSeconds(10),
                    2)),
            Optional.empty()));
  }

  private static String signed(String path, SigningKey key) {
    return "auth_key=" + TypeASignature.sign(path, NOW, key);
  }

  private static PublishRequest request(String host, String app, String stream, String query) {
    return new PublishRequest(
        new ConnectRequest(host, app, "", "test software", "", EnhancedCapabilities.NONE),
        app,
        stream,
        query);
  }

  private static PublishRequest toDemo(String query) {
    return request("push.example.com", "live", "demo", query);
  }

  private FakePeer peer() {
    return new FakePeer(CONTEXT);
  }

  private static <T> T onContext(Supplier<T> call) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    CONTEXT.runOnContext(_ -> done.completeAsync(call, Runnable::run));
    return done.get(5, TimeUnit.SECONDS);
  }

  private PublisherSession publish(FakePeer peer, PublishRequest request) throws Exception {
    return onContext(() -> desk.publish(peer, request).result());
  }

  private void assertRefused(FaultCode code, PublishRequest request) {
    assertThatThrownBy(() ->
            desk.publish(peer(), request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.getMessage()).doesNotContain("auth_key", PRIMARY.secret());
            });
    assertThat(streams.live()).noneMatch(stream -> stream.address().path().contains("refused"));
  }

  @Test
  void letsInWhoSignedWithEitherKey() throws Exception {
    givenDomain(true, Set.of());
    publish(peer(), toDemo(signed("/live/demo", PRIMARY)));
    publish(
        peer(),
        request("push.example.com", "live", "demo2", "a=b&" + signed("/live/demo2", SECONDARY)));

    assertThat(streams.live())
        .extracting(LiveStream::address)
        .containsExactlyInAnyOrder(address("demo"), address("demo2"));
    assertThat(streams.find(address("demo")).orElseThrow().facts().peerAddress())
        .isEqualTo("192.0.2.7");
  }

  @Test
  void countsTheKeyThatLetAnEncoderIn() throws Exception {
    givenDomain(true, Set.of());
    MemoryKeyUse uses = new MemoryKeyUse(time);
    CountedPublishDesk counted = new CountedPublishDesk(desk, policies, uses, time);
    onContext(() -> counted.publish(peer(), toDemo(signed("/live/demo", SECONDARY))));
    onContext(() -> counted.publish(peer(), toDemo(signed("/live/demo", FOREIGN))));

    KeyUse use = onContext(() -> uses.use(TENANT, DOMAIN).result());
    assertThat(use.of(Door.PUBLISH, "k2")).contains(new KeyUse.Use(1, NOW));
    assertThat(use.keys()).hasSize(1);
  }

  @Test
  void letsInWithoutSignatureWhereTheDomainAsksForNone() throws Exception {
    givenDomain(false, Set.of());
    publish(peer(), toDemo(""));

    assertThat(streams.find(address("demo"))).isPresent();
  }

  @Test
  void passesTagsOnUntilTheEnd() throws Exception {
    givenDomain(false, Set.of());
    PublisherSession session = publish(peer(), toDemo(""));
    FlvTag tag = new AudioTag(0, HexFormat.of().parseHex("af0100"));
    onContext(() -> {
      session.onTag(tag);
      session.onEnd(new EndReason.Finished());
      session.onTag(tag);
      return "";
    });

    assertThat(published).containsExactly(tag);
  }

  @Test
  void cutsWhoSendsAConfigurationThatCannotBeRead() throws Exception {
    givenDomain(false, Set.of());
    FakePeer peer = peer();
    PublisherSession session = publish(peer, toDemo(""));
    onContext(() -> {
      session.onTag(new VideoTag(0, HexFormat.of().parseHex("170000000001")));
      return "";
    });

    assertThat(peer.wasCut).contains(FaultCode.PUBLISH_MEDIA_MALFORMED);
  }

  @Test
  void refusesDomainsThatAreNotForIt() {
    givenDomain(false, Set.of());
    policies.put(
        new DomainPolicy(
            TENANT, new DomainName("play.example.com"), 1, Optional.empty(), Optional.empty()));

    assertRefused(FaultCode.DOMAIN_UNKNOWN, request("", "live", "refused", ""));
    assertRefused(FaultCode.DOMAIN_UNKNOWN, request("a b", "live", "refused", ""));
    assertRefused(FaultCode.DOMAIN_UNKNOWN, request("other.example", "live", "refused", ""));
    assertRefused(
        FaultCode.DOMAIN_NOT_FOR_PUSH, request("play.example.com", "live", "refused", ""));
  }

  @Test
  void endsWhatASuspendedTenantPublishesAndRefusesMore() throws Exception {
    policies.onChange(new SuspendedPublishers(policies, streams)::look);
    givenDomain(false, Set.of());
    FakePeer peer = peer();
    publish(peer, toDemo(""));

    DomainPolicy rules = policies.find(DOMAIN).orElseThrow();
    policies.put(new DomainPolicy(TENANT, DOMAIN, 2, rules.push(), rules.play(), true));
    assertThat(peer.wasCut).contains(FaultCode.TENANT_SUSPENDED);
    assertThat(streams.live()).isEmpty();
    assertRefused(FaultCode.TENANT_SUSPENDED, request("push.example.com", "live", "refused", ""));

    policies.put(new DomainPolicy(TENANT, DOMAIN, 3, rules.push(), rules.play(), false));
    publish(peer(), toDemo(""));
    assertThat(streams.live()).hasSize(1);
  }

  @Test
  void refusesUntilTheRulesAreKnown() {
    assertRefused(FaultCode.POLICY_UNAVAILABLE, toDemo(""));
  }

  @Test
  void refusesNamesThatAreNone() {
    givenDomain(false, Set.of());
    for (String bad : List.of("", "../etc", "a/b", "a b", "-a", "ä", "a\n", "a".repeat(129))) {
      assertRefused(FaultCode.NAME_INVALID, request("push.example.com", "live", bad, ""));
      assertRefused(FaultCode.NAME_INVALID, request("push.example.com", bad, "refused", ""));
    }
    assertRefused(FaultCode.APP_UNKNOWN, request("push.example.com", "vod", "refused", ""));
    assertRefused(FaultCode.APP_UNKNOWN, request("push.example.com", "Live", "refused", ""));
  }

  @Test
  void refusesSignaturesByWhatIsWrongWithThem() {
    givenDomain(true, Set.of());
    String good = signed("/live/demo", PRIMARY);

    assertRefused(FaultCode.SIGNATURE_MISSING, toDemo(""));
    assertRefused(FaultCode.SIGNATURE_MISSING, toDemo("xauth_key=1-0-0-0"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, toDemo("auth_key=nonsense"));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, toDemo("auth_key=%zz"));
    assertRefused(FaultCode.SIGNATURE_WRONG, toDemo(signed("/live/demo", FOREIGN)));
    assertRefused(FaultCode.SIGNATURE_WRONG, toDemo(signed("/live/other", PRIMARY)));
    assertRefused(FaultCode.SIGNATURE_WRONG, toDemo("auth_key=1-0-0-" + "0".repeat(32)));
    time.advance(Duration.ofMinutes(30).plusSeconds(1));
    assertRefused(FaultCode.SIGNATURE_EXPIRED, toDemo(good));
  }

  private void givenDomainThatTakes(SignatureType... types) {
    givenDomain(
        new Authentication(
            true,
            Set.of(types),
            new SigningKeyRing(List.of(PRIMARY, SECONDARY)),
            Duration.ZERO,
            List.of(),
            Optional.empty()),
        Set.of());
  }

  private static PublishRequest withHmac(String stream, Map<String, String> limits) {
    Map<String, String> parameters = new HashMap<>(limits);
    parameters.put(HmacSignature.EXPIRY, Long.toString(NOW.getEpochSecond()));
    String query = HmacSignature.sign("/live/" + stream, parameters, SECONDARY);
    return request("push.example.com", "live", stream, query);
  }

  @Test
  void letsInByTheFormsOfSignaturesThatTheDomainTakes() throws Exception {
    givenDomainThatTakes(SignatureType.TYPE_C, SignatureType.HMAC);
    publish(peer(), toDemo(TypeCSignature.signQuery("/live/demo", NOW, PRIMARY)));
    publish(peer(), withHmac("demo2", Map.of("w_net", "192.0.2.0/24", "w_user", "studio")));

    assertThat(streams.live())
        .extracting(LiveStream::address)
        .containsExactlyInAnyOrder(address("demo"), address("demo2"));
    assertRefused(FaultCode.SIGNATURE_TYPE_REFUSED, toDemo(signed("/live/demo", PRIMARY)));
  }

  @Test
  void refusesASignatureWithLimitsThatThePublisherDoesNotKeepOrCannot() {
    givenDomainThatTakes(SignatureType.HMAC);

    assertRefused(
        FaultCode.PROOF_ADDRESS_WRONG, withHmac("refused", Map.of("w_net", "198.51.100.7")));
    assertRefused(FaultCode.SIGNATURE_MALFORMED, withHmac("refused", Map.of("w_ticket", "t1")));
    assertRefused(
        FaultCode.SIGNATURE_MALFORMED,
        withHmac("refused", Map.of("w_user", "studio", "w_max", "1")));
    assertRefused(
        FaultCode.PROOF_NOT_YET_VALID,
        withHmac("refused", Map.of("w_nbf", Long.toString(NOW.getEpochSecond() + 1))));
  }

  @Test
  void refusesByRuleBeforeItLooksAtTheSignature() throws Exception {
    givenDomain(true, Set.of());
    DomainPolicy rules = policies.find(DOMAIN).orElseThrow();
    PushPolicy push = rules.push().orElseThrow();
    AccessList<Cidr> networks =
        new AccessList<>(AccessList.Effect.ALLOW, List.of(Cidr.parse("192.0.2.0/24")));
    AccessList<Wildcard> streams =
        new AccessList<>(AccessList.Effect.DENY, List.of(new Wildcard("refused*")));
    PushPolicy ruled =
        new PushPolicy(
            push.apps(),
            push.authentication(),
            new PublisherRules(networks, streams),
            push.takeoverApps(),
            push.reconnectWindow(),
            push.maxLiveStreams());
    policies.put(new DomainPolicy(TENANT, DOMAIN, 2, Optional.of(ruled), Optional.empty()));

    assertRefused(
        FaultCode.STREAM_NAME_REFUSED, request("push.example.com", "live", "refused-7", ""));
    assertRefused(FaultCode.SIGNATURE_MISSING, toDemo(""));
    policies.onChange(new RuledPublishers(policies, this.streams, time)::look);
    FakePeer peer = peer();
    publish(peer, toDemo(signed("/live/demo", PRIMARY)));
    assertThat(this.streams.find(address("demo"))).isPresent();

    policies.put(new DomainPolicy(TENANT, DOMAIN, 3, rules.push(), Optional.empty()));
    assertThat(peer.wasCut).isEmpty();
    policies.put(
        new DomainPolicy(
            TENANT, DOMAIN, 4, Optional.of(within(push, "10.0.0.0/8")), Optional.empty()));
    assertThat(peer.wasCut).contains(FaultCode.NETWORK_REFUSED);
  }

  private static PushPolicy within(PushPolicy push, String network) {
    return new PushPolicy(
        push.apps(),
        push.authentication(),
        new PublisherRules(
            new AccessList<>(AccessList.Effect.ALLOW, List.of(Cidr.parse(network))),
            AccessList.off()),
        push.takeoverApps(),
        push.reconnectWindow(),
        push.maxLiveStreams());
  }

  @Test
  void theFirstOfTwoSignaturesCounts() {
    givenDomain(true, Set.of());
    assertRefused(
        FaultCode.SIGNATURE_WRONG,
        toDemo(signed("/live/demo", FOREIGN) + "&" + signed("/live/demo", PRIMARY)));
  }

  @Test
  void refusesByNameWhatIsTooMuchForTheTenantOnAllNodes() throws Exception {
    givenDomain(false, Set.of());
    DomainPolicy rules = policies.find(DOMAIN).orElseThrow();
    policies.put(
        new DomainPolicy(TENANT, DOMAIN, 2, rules.push(), rules.play())
            .within(new TenantQuota(2, 0, 0)));
    leases.take(holder("there"), address("elsewhere"));
    publish(peer(), toDemo(""));
    assertRefused(
        FaultCode.TENANT_STREAMS_EXCEEDED, request("push.example.com", "event", "refused", ""));
  }

  @Test
  void refusesASecondPublisherAndOneStreamTooMany() throws Exception {
    givenDomain(false, Set.of());
    FakePeer first = peer();
    publish(first, toDemo(""));
    assertRefused(FaultCode.PUBLISH_NAME_TAKEN, toDemo(""));
    publish(peer(), request("push.example.com", "event", "demo", ""));
    assertRefused(
        FaultCode.PUBLISH_STREAMS_EXCEEDED, request("push.example.com", "event", "refused", ""));

    assertThat(first.wasCut).isEmpty();
  }

  @Test
  void aSecondPublisherTakesOverInAnAppThatAllowsIt() throws Exception {
    givenDomain(false, Set.of(new AppName("event")));
    FakePeer first = peer();
    publish(first, request("push.example.com", "event", "demo", ""));
    publish(peer(), request("push.example.com", "event", "demo", ""));
    publish(peer(), toDemo(""));
    assertRefused(FaultCode.PUBLISH_NAME_TAKEN, toDemo(""));

    assertThat(first.wasCut).contains(FaultCode.PUBLISH_TAKEN_OVER);
  }

  @Test
  void refusesANameThatAnotherNodeHas() throws Exception {
    givenDomain(false, Set.of(new AppName("event")));
    StreamAddress demo = address("demo");
    leases.take(holder("there"), demo);
    assertRefused(FaultCode.PUBLISH_NAME_TAKEN, toDemo(""));
    assertThat(streams.find(demo)).isEmpty();

    leases.drop(demo);
    publish(peer(), toDemo(""));
    assertThat(leases.owner(demo).result()).get().extracting(StreamLease::host).isEqualTo("here");
    assertThat(leases.claiming(demo)).isFalse();
  }

  @Test
  void aStreamThatIsRefusedAfterAllLeavesNoLeaseBehind() throws Exception {
    givenDomain(false, Set.of());
    FakePeer peer = peer();
    onContext(() -> {
      desk.publish(peer, toDemo(""));
      streams.close();
      return "";
    });
    assertRefused(FaultCode.SHUTTING_DOWN, request("push.example.com", "live", "refused", ""));

    assertThat(peer.wasCut).contains(FaultCode.SHUTTING_DOWN);
    assertThat(leases.owner(address("demo")).result()).isEmpty();
  }

  @Test
  void tellsWhoPublishedAndHowItEnded() throws Exception {
    givenDomain(false, Set.of());
    PublisherSession session = publish(peer(), toDemo(""));
    time.advance(Duration.ofSeconds(90));
    onContext(() -> {
      session.onTag(new AudioTag(0, HexFormat.of().parseHex("af001190")));
      session.onTag(new AudioTag(0, HexFormat.of().parseHex("af0100")));
      session.onEnd(new EndReason.Faulted(FaultCode.PEER_CLOSED, "gone"));
      return "";
    });

    List<EventSource.Arrived> told = events.next().result();
    assertThat(told).hasSize(2);
    StreamPublished begin = (StreamPublished) told.getFirst().event();
    assertThat(begin.address()).isEqualTo(address("demo"));
    assertThat(begin.at()).isEqualTo(NOW);
    assertThat(begin.software()).isEqualTo("test software");
    assertThat(begin.peerAddress()).isEqualTo("192.0.2.7");
    assertThat(told.getLast().event())
        .isInstanceOfSatisfying(
            StreamEnded.class,
            ended -> {
              assertThat(ended.begin().id()).isEqualTo(begin.id());
              assertThat(ended.at()).isEqualTo(NOW.plusSeconds(90));
              assertThat(ended.reason()).isEqualTo(PublishEnd.CONNECTION_LOST);
              assertThat(ended.cause()).isEqualTo("PEER_CLOSED");
              assertThat(ended.bytes()).isEqualTo(7);
              assertThat(ended.tracks()).extracting(track -> track.codec()).containsExactly("AAC");
            });
  }

  @Test
  void refusesABlockedStreamUntilItsTime() throws Exception {
    givenDomain(true, Set.of());
    block("demo", 2, Optional.of(NOW.plusSeconds(60)));
    assertRefused(FaultCode.SIGNATURE_MISSING, toDemo(""));
    assertRefused(FaultCode.STREAM_BLOCKED, toDemo(signed("/live/demo", PRIMARY)));
    publish(peer(), request("push.example.com", "live", "free", signed("/live/free", PRIMARY)));

    time.advance(Duration.ofSeconds(60));
    publish(peer(), toDemo(signed("/live/demo", PRIMARY)));
    assertThat(streams.find(address("demo"))).isPresent();
  }

  @Test
  void endsALiveStreamThatIsBlocked() throws Exception {
    givenDomain(false, Set.of());
    BlockedPublishers blocked = new BlockedPublishers(policies, streams, time);
    policies.onChange(blocked::look);
    FakePeer peer = peer();
    FakePeer other = peer();
    publish(peer, toDemo(""));
    publish(other, request("push.example.com", "live", "other", ""));
    block("demo", 2, Optional.empty());

    assertThat(peer.wasCut).contains(FaultCode.STREAM_BLOCKED);
    assertThat(streams.find(address("demo"))).isEmpty();
    assertThat(other.wasCut).isEmpty();
    assertThat(blocked.end(address("demo"), FaultCode.STREAM_BLOCKED, "by=test")).isTrue();
    assertThat(blocked.end(address("demo"), FaultCode.STREAM_ENDED_BY_TENANT, "")).isFalse();
    time.advance(BlockedPublishers.REMEMBERED.plusSeconds(1));
    assertThat(blocked.end(address("demo"), FaultCode.STREAM_BLOCKED, "by=test")).isFalse();
    assertThat(blocked.end(address("other"), FaultCode.STREAM_BLOCKED, "by=test")).isTrue();
    assertThat(other.wasCut).contains(FaultCode.STREAM_BLOCKED);
  }

  private void block(String stream, long version, Optional<Instant> until) {
    DomainPolicy open = policies.find(DOMAIN).orElseThrow();
    policies.put(
        new DomainPolicy(
            TENANT,
            DOMAIN,
            version,
            open.push(),
            open.play(),
            false,
            new BlockList(Map.of(address(stream), until))));
  }

  @Test
  void changedRulesHoldForTheNextPublisher() {
    givenDomain(false, Set.of());
    policies.remove(DOMAIN);

    assertRefused(FaultCode.DOMAIN_UNKNOWN, toDemo(""));
  }

  private static LeaseHolder holder(String node) {
    return new LeaseHolder(new NodeId(node), new BootId("boot-" + node), node, 9091);
  }

  private static StreamAddress address(String stream) {
    return new StreamAddress(TENANT, DOMAIN, new AppName("live"), new StreamName(stream));
  }

  private final class Recorder implements StreamListener {
    @Override
    public void onTag(FlvTag tag) {
      published.add(tag);
    }

    @Override
    public void onInterrupted() {}

    @Override
    public void onResumed() {}

    @Override
    public void onEnded() {}
  }
}
