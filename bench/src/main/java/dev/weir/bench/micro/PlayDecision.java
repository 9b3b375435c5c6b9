package dev.weir.bench.micro;

import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.gateway.access.Credential;
import dev.weir.gateway.access.LastWord;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.access.PlaybackDecision;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.access.ProofRooms;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.seat.SeatBoard;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.token.PlaybackTokens;
import dev.weir.runtime.usage.MemoryUsage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Whether a viewer may watch, as the gateway decides it: domain, rules, type A signature with two
 * keys, room, and a session for whoever is let in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlayDecision {

  private static final String PATH = "/live/demo01.flv";
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final NodeId NODE = new NodeId("bench");

  private final SigningKey key = new SigningKey("old", "543210zyxwvutsrqponmlkjihgfedcba");
  private final PlaybackAuthorizer authorizer = authorizer();
  private final PlaybackRequest signed =
      request("auth_key=" + TypeASignature.sign(PATH, TimeSource.system().now(), key));
  private final PlaybackRequest forged =
      request("auth_key=1800000000-0-0-0123456789abcdef0123456789abcdef");

  /** One that is let in. */
  @Benchmark
  public PlaybackDecision granted() {
    return authorizer.decide(signed);
  }

  /** One whose signature is wrong; counting and writing it down are left out. */
  @Benchmark
  public PlaybackDecision refused() {
    return authorizer.decide(forged);
  }

  private static PlaybackRequest request(String query) {
    return new PlaybackRequest(
        DOMAIN.value(),
        "",
        "live",
        "demo01",
        new Credential.UrlSignature(new SignedUrl(PATH, query)),
        PlayProtocol.HTTP_FLV,
        new PlaybackRequest.Asker("192.0.2.7", "0123456789abcdef"));
  }

  private PlaybackAuthorizer authorizer() {
    TimeSource time = TimeSource.system();
    MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
    policies.put(
        new DomainPolicy(
            new TenantId(new UUID(1, 1)), DOMAIN, 1, Optional.empty(), Optional.of(play())));
    ViewerCensus census = new ViewerCensus(NODE, time);
    return new PlaybackAuthorizer(
        new PlayDirectory(policies),
        new SessionTokens(
            List.of(new SessionKey(new byte[SessionKey.BYTES])),
            new Users(new UserMarks(new byte[SessionKey.BYTES]))),
        new ProofRooms(new PlaybackTokens(), lastWord(time)),
        census,
        new TenantQuotas(census, new Egress(new MemoryMeters()), new MemoryUsage().of(NODE), time),
        (request, fault) -> {},
        time);
  }

  private PlayPolicy play() {
    SigningKey other = new SigningKey("new", "abcdefghijklmnopqrstuvwxyz012345");
    return new PlayPolicy(
        new DomainName("push.example.com"),
        Set.of(new AppName("live")),
        Authentication.typeA(true, new SigningKeyRing(List.of(other, key)), Duration.ofDays(1)),
        ViewerRules.none(),
        PlayPolicy.DEFAULT_SESSION_LIFETIME,
        Set.of("*"),
        Set.of("*"),
        HlsContainer.CMAF,
        PlayPolicy.DEFAULT_MAX_VIEWERS);
  }

  /** Nobody is asked about a signed URL; that this is found out is part of the decision. */
  private static LastWord lastWord(TimeSource time) {
    return new LastWord(
        _ -> Future.succeededFuture(),
        new Seats(new NoBoard(), time),
        (_, _, _) -> Future.succeededFuture());
  }

  private static final class NoBoard implements SeatBoard {

    @Override
    public Future<Long> take(Place place, int most) {
      return Future.succeededFuture(1L);
    }

    @Override
    public Future<Long> keep(List<Place> places) {
      return Future.succeededFuture(1L);
    }

    @Override
    public Future<Void> giveBack(Place place, long countsUntil) {
      return Future.succeededFuture();
    }
  }
}
