package dev.weir.runtime.policy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
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
import dev.weir.contract.policy.Revocations;
import dev.weir.contract.policy.Transport;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Cooling;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.Shelf;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies for tests, with everything in them that there can be. */
public final class Policies {

  public static final String SECRET = "Zp4mQ9fXr2Lk8sVt";
  public static final String SECONDARY = "Bq7nW3cYd5Hj6gTe";
  public static final TenantId TENANT = TenantId.parse("6f1d2c3b-0000-4000-8000-00000000000a");
  public static final String BUCKET_SECRET = "the-secret-of-the-bucket";

  private static final Instant END = Instant.parse("2026-12-02T00:00:00Z");

  private Policies() {}

  public static DomainPolicy whole(String domain, long version) {
    SigningKeyRing keys =
        new SigningKeyRing(
            List.of(new SigningKey("main", SECRET), new SigningKey("spare", SECONDARY)));
    DomainName name = new DomainName(domain);
    return new DomainPolicy(
            TENANT,
            name,
            version,
            Optional.of(
                new PushPolicy(
                    Set.of(new AppName("live"), new AppName("sport")),
                    Authentication.typeA(true, keys, Duration.ofMinutes(30)),
                    new PublisherRules(
                        new AccessList<>(
                            AccessList.Effect.DENY, List.of(Cidr.parse("192.0.2.0/24"))),
                        new AccessList<>(
                            AccessList.Effect.ALLOW, List.of(new Wildcard("camera-*")))),
                    Set.of(new AppName("sport")),
                    Duration.ofSeconds(10),
                    200,
                    ladders(),
                    keeping())),
            Optional.of(
                new PlayPolicy(
                    name,
                    Set.of(new AppName("live")),
                    new Authentication(
                        false,
                        Set.of(SignatureType.TYPE_A, SignatureType.HMAC),
                        keys,
                        Duration.ZERO,
                        List.of(new TokenKey("t1", TokenKey.Algorithm.HS256, SECRET + SECONDARY)),
                        Optional.of(
                            new RemoteAuthorization(
                                URI.create("https://auth.example/play"),
                                Duration.ofSeconds(1),
                                true,
                                Set.of(RemoteAuthorization.Fact.ADDRESS),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10)))),
                    new ViewerRules(
                        new AccessList<>(
                            AccessList.Effect.ALLOW, List.of(Cidr.parse("2001:db8::/32"))),
                        new AccessList<>(
                            AccessList.Effect.ALLOW, List.of(new Wildcard("*.example.com"))),
                        false,
                        AccessList.off(),
                        Set.of(PlayProtocol.HLS),
                        new AccessList<>(AccessList.Effect.DENY, List.of(new Wildcard("lud")))),
                    Duration.ofHours(24),
                    Set.of("*"),
                    Set.of("https://a.example", "https://b.example"),
                    HlsContainer.TS,
                    1000,
                    new Transport(true, Duration.ofDays(365)))),
            false,
            new BlockList(
                Map.of(
                    new StreamAddress(TENANT, name, new AppName("live"), new StreamName("bad")),
                    Optional.empty(),
                    new StreamAddress(TENANT, name, new AppName("sport"), new StreamName("later")),
                    Optional.of(Instant.parse("2026-12-01T00:00:00Z")))))
        .ending(
            new Revocations(
                Map.of(new ViewerId("000102030405060708090a0b"), END),
                Map.of(new UserMark("0a0b0c0d0e0f"), END),
                Map.of(Cidr.parse("198.51.100.0/24"), END),
                Optional.of(new Revocations.Cutoff(END.minusSeconds(60), END))));
  }

  public static DomainPolicy bare(String domain, long version) {
    return new DomainPolicy(
        TENANT, new DomainName(domain), version, Optional.empty(), Optional.empty());
  }

  private static Keeping keeping() {
    StreamChoice cameras =
        new StreamChoice(Optional.of(new AppName("live")), new Wildcard("camera-*"));
    return new Keeping(
            List.of(
                new RecordingRule(
                        cameras,
                        RecordingRule.Start.ON_DEMAND,
                        Set.of(RecordingFormat.MP4, RecordingFormat.HLS),
                        true,
                        Optional.of(Duration.ofHours(1)),
                        Duration.ofMinutes(2),
                        NameTemplate.RECORDING,
                        Optional.of(Duration.ofDays(90)))
                    .on(
                        new Shelf(
                            Optional.of(new StoreId("archive")),
                            Optional.of(
                                new Cooling(Duration.ofDays(30), StorageClass.GLACIER_IR)))),
                new RecordingRule(
                    StreamChoice.all(),
                    RecordingRule.Start.AT_PUBLISH,
                    Set.of(),
                    false,
                    Optional.empty(),
                    Duration.ZERO,
                    NameTemplate.RECORDING,
                    Optional.empty())),
            List.of(
                new SnapshotRule(
                    cameras,
                    Optional.of(Duration.ofSeconds(5)),
                    SnapshotRule.Format.WEBP,
                    Optional.of(
                        new SnapshotRule.Sequence(NameTemplate.SNAPSHOT, Duration.ofDays(7)))),
                new SnapshotRule(
                    StreamChoice.all(),
                    Optional.empty(),
                    SnapshotRule.Format.JPEG,
                    Optional.empty())),
            List.of(new TimeShiftRule(StreamChoice.all(), Duration.ofHours(2))))
        .in(Map.of(new StoreId("archive"), bucket(), new StoreId("plain"), plain()));
  }

  private static Bucket bucket() {
    return new Bucket(
        URI.create("https://s3.example.net:8443"),
        "eu-north-1",
        "films",
        "live/",
        true,
        new Encryption.Kms("alias/films"),
        StorageClass.STANDARD_IA,
        new AccessKey("AKIDEXAMPLE", BUCKET_SECRET));
  }

  private static Bucket plain() {
    return new Bucket(
        URI.create("https://s3.example.net"),
        "us-east-1",
        "films",
        "",
        false,
        new Encryption.OfBucket(),
        StorageClass.STANDARD,
        new AccessKey("AKIDEXAMPLE", "another-secret"));
  }

  private static Ladders ladders() {
    List<Template> templates = new ArrayList<>(Template.presets());
    templates.add(
        new Template(
            new TemplateId("radio"),
            Optional.empty(),
            Optional.of(new AudioTarget(AudioTarget.AudioCodec.AAC, 64_000))));
    Watermark logo =
        new Watermark(
            new WatermarkId("logo"),
            new MarkImage("0a".repeat(32), 320, 80),
            Watermark.Place.BOTTOM_RIGHT,
            4,
            15,
            70);
    return new Ladders(
        templates,
        List.of(logo),
        List.of(
            new LadderRule(
                Optional.of(new AppName("live")),
                new Wildcard("camera-*"),
                List.of(new TemplateId("lhd"), new TemplateId("radio")),
                LadderRule.Start.AT_FIRST_VIEWER,
                Duration.ofSeconds(90),
                Optional.of(logo.id())),
            new LadderRule(
                Optional.empty(),
                new Wildcard("*"),
                List.of(),
                LadderRule.Start.AT_PUBLISH,
                LadderRule.DEFAULT_IDLE)));
  }
}
