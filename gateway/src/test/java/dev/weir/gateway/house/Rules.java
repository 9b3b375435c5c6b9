package dev.weir.gateway.house;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.TypeBSignature;
import dev.weir.contract.access.TypeCSignature;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.Transport;
import dev.weir.contract.policy.ViewerRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The domains of the tests: {@code localhost} is signed, {@code 127.0.0.1} is not. */
public final class Rules {

  /** A signed play domain. */
  public static final DomainName SIGNED = new DomainName("localhost");

  /** A play domain that needs no signature and lets one page only read its answers. */
  public static final DomainName OPEN = new DomainName("127.0.0.1");

  /** The one page. */
  public static final String PARTNER = "https://partner.example";

  /** An endpoint that is asked about everybody, each time. */
  public static final Optional<RemoteAuthorization> REMOTE =
      Optional.of(
          new RemoteAuthorization(
              URI.create("https://app.example.com/"),
              Duration.ofSeconds(1),
              false,
              Set.of(),
              Duration.ZERO,
              Duration.ZERO));

  private static final TenantId TENANT = new TenantId(new UUID(7, 7));
  private static final DomainName PUSH = new DomainName("push.localhost");
  private static final SigningKey KEY = new SigningKey("k1", "testkey123456789");

  /** Each policy is newer than the one before, and so takes its place. */
  private static final AtomicLong VERSIONS = new AtomicLong();

  private Rules() {}

  /** The signed domain's policy. */
  public static DomainPolicy signed() {
    return signed(ViewerRules.none());
  }

  /** The same with rules for everybody. */
  public static DomainPolicy signed(ViewerRules rules) {
    return policy(SIGNED, true, rules, Set.of("*"));
  }

  /** The signed domain's policy, with tokens and with an endpoint that has a say. */
  public static DomainPolicy asking(Optional<RemoteAuthorization> remote) {
    DomainPolicy signed = signed();
    PlayPolicy play = signed.play().orElseThrow();
    Authentication urls = play.authentication();
    Authentication proofs =
        new Authentication(
            true, urls.signatures(), urls.keys(), urls.validity(), List.of(Mint.KEY), remote);
    PlayPolicy asking =
        new PlayPolicy(
            play.pushDomain(),
            play.apps(),
            proofs,
            play.rules(),
            play.sessionLifetime(),
            play.corsOrigins(),
            play.frameAncestors(),
            play.defaultContainer(),
            play.maxViewers());
    return new DomainPolicy(
        TENANT, SIGNED, signed.version(), Optional.empty(), Optional.of(asking));
  }

  /** The open domain's policy. */
  public static DomainPolicy open() {
    return open(ViewerRules.none());
  }

  /** The same with rules for everybody. */
  public static DomainPolicy open(ViewerRules rules) {
    return policy(OPEN, false, rules, Set.of(PARTNER));
  }

  /** Nobody of this machine is let in. */
  public static ViewerRules withoutLoopback() {
    return new ViewerRules(
        new AccessList<>(AccessList.Effect.DENY, List.of(Cidr.parse("127.0.0.0/8"))),
        AccessList.off(),
        true,
        AccessList.off(),
        EnumSet.allOf(PlayProtocol.class));
  }

  /** Streams are delivered in these ways alone. */
  public static ViewerRules by(PlayProtocol... protocols) {
    return new ViewerRules(
        AccessList.off(), AccessList.off(), true, AccessList.off(), Set.of(protocols));
  }

  /** Streams are watched in these qualities alone. */
  public static ViewerRules in(String... templates) {
    return new ViewerRules(
        AccessList.off(),
        AccessList.off(),
        true,
        AccessList.off(),
        EnumSet.allOf(PlayProtocol.class),
        new AccessList<>(
            AccessList.Effect.ALLOW, Stream.of(templates).map(Wildcard::new).toList()));
  }

  /** The open domain's policy over connections of another kind. */
  public static DomainPolicy open(Transport transport) {
    DomainPolicy open = open();
    return new DomainPolicy(
        TENANT,
        OPEN,
        open.version(),
        Optional.empty(),
        open.play().map(play -> play.over(transport)));
  }

  /** The open domain's policy with a stream that nobody may watch. */
  public static DomainPolicy blocking(String stream) {
    DomainPolicy open = open();
    return new DomainPolicy(
        TENANT,
        OPEN,
        open.version(),
        Optional.empty(),
        open.play(),
        false,
        new BlockList(Map.of(stream(stream), Optional.empty())));
  }

  /** A stream of the app {@code live}. */
  public static StreamAddress stream(String name) {
    return new StreamAddress(TENANT, PUSH, new AppName("live"), new StreamName(name));
  }

  /** The push domain's policy: each stream has these of the presets as renditions. */
  public static DomainPolicy transcoded(String... presets) {
    return transcoded(LadderRule.Start.AT_PUBLISH, presets);
  }

  /** The same, made when it is said. */
  public static DomainPolicy transcoded(LadderRule.Start start, String... presets) {
    LadderRule rule =
        new LadderRule(
            Optional.empty(),
            new Wildcard("*"),
            Stream.of(presets).map(TemplateId::new).toList(),
            start,
            LadderRule.DEFAULT_IDLE);
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(
                    false, new SigningKeyRing(List.of(KEY)), Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                10)
            .into(new Ladders(Template.presets(), List.of(rule)));
    return new DomainPolicy(
        TENANT, PUSH, VERSIONS.incrementAndGet(), Optional.of(push), Optional.empty());
  }

  /** The push domain's policy: viewers can go back in each stream. */
  public static DomainPolicy goingBack(Duration window) {
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(
                    false, new SigningKeyRing(List.of(KEY)), Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                10)
            .keeping(
                new Keeping(
                    List.of(), List.of(), List.of(new TimeShiftRule(StreamChoice.all(), window))));
    return new DomainPolicy(
        TENANT, PUSH, VERSIONS.incrementAndGet(), Optional.of(push), Optional.empty());
  }

  /** A path with its signature. */
  public static String sign(String path) {
    return path + "?auth_key=" + TypeASignature.sign(path, Instant.now(), KEY);
  }

  /** The same with a signature of type B in front. */
  public static String signB(String path) {
    return TypeBSignature.sign(path, Instant.now(), KEY);
  }

  /** The same with a signature of type C in front. */
  public static String signC(String path) {
    return TypeCSignature.signPath(path, Instant.now(), KEY);
  }

  /** The same with a signature of type C in the query. */
  public static String signCInQuery(String path) {
    return path + "?" + TypeCSignature.signQuery(path, Instant.now(), KEY);
  }

  /** The same with Weir's own signature, and what else it shall be limited to. */
  public static String signHmac(String path, Map<String, String> limits) {
    Map<String, String> parameters = new HashMap<>(limits);
    parameters.put(
        HmacSignature.EXPIRY, Long.toString(Instant.now().plusSeconds(600).getEpochSecond()));
    return path + "?" + HmacSignature.sign(path, parameters, KEY);
  }

  private static DomainPolicy policy(
      DomainName domain, boolean signed, ViewerRules rules, Set<String> origins) {
    PlayPolicy play =
        new PlayPolicy(
            PUSH,
            Set.of(new AppName("live")),
            new Authentication(
                signed,
                EnumSet.allOf(SignatureType.class),
                new SigningKeyRing(List.of(KEY)),
                Duration.ofMinutes(30),
                List.of(),
                Optional.empty()),
            rules,
            PlayPolicy.DEFAULT_SESSION_LIFETIME,
            origins,
            origins,
            HlsContainer.CMAF,
            1000);
    return new DomainPolicy(
        TENANT, domain, VERSIONS.incrementAndGet(), Optional.empty(), Optional.of(play));
  }
}
