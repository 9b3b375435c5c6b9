package dev.weir.gateway.live;

import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.access.CountedRefusals;
import dev.weir.gateway.access.Credential;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.access.PlaybackDecision;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.edge.LocalSource;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Others;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.load.Admission;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.load.LoadLimits;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.usage.MemoryUsage;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Streams, rules and viewers behind whatever door a test opens. */
public final class LiveHouse implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final FaultCounter faults = new FaultCounter();
  private final ViewerCensus census = new ViewerCensus(new NodeId("edge-1"), TimeSource.system());
  private final MemoryMeters meters = new MemoryMeters();
  private final Egress egress = new Egress(meters);
  private final Others others = new Others(TimeSource.system());
  private final StreamRegistry streams;
  private final PlaybackAuthorizer authorizer;
  private final LiveViewers viewers;

  public LiveHouse(StreamConfig config) {
    streams = new StreamRegistry(config, TimeSource.system(), List.of());
    policies.put(Rules.signed());
    policies.put(Rules.open());
    authorizer =
        new PlaybackAuthorizer(
            new PlayDirectory(policies),
            new SessionTokens(
                List.of(new SessionKey(new byte[SessionKey.BYTES])),
                new Users(new UserMarks(new byte[SessionKey.BYTES]))),
            others.proofs(),
            census,
            new TenantQuotas(
                census, egress, new MemoryUsage().of(new NodeId("edge-1")), TimeSource.system()),
            new CountedRefusals(faults),
            TimeSource.system());
    viewers = new LiveViewers(authorizer, census, egress, others.seats());
  }

  public Vertx vertx() {
    return vertx;
  }

  public MemoryPolicyDirectory policies() {
    return policies;
  }

  public FaultCounter faults() {
    return faults;
  }

  /** Those who have the last word. */
  public Others others() {
    return others;
  }

  public StreamRegistry streams() {
    return streams;
  }

  public LiveSource source() {
    return new LocalSource(streams, new Timelines(TimelineConfig.defaults(), TimeSource.system()));
  }

  public PlaybackAuthorizer authorizer() {
    return authorizer;
  }

  /** What is billed. */
  public MemoryMeters meters() {
    return meters;
  }

  public LiveViewers viewers() {
    return viewers;
  }

  public ViewerCensus census() {
    return census;
  }

  /** Room for {@code viewers}. */
  public Admission admission(int viewers) {
    LoadLimits limits = new LoadLimits(viewers, 0, Duration.ZERO);
    return new Admission(limits, census, new Egress(new MemoryMeters()), TimeSource.system());
  }

  /** Viewers on connections. */
  public int watching() {
    return census.viewers();
  }

  /** Permission to watch a stream of the open domain. */
  public PlayGrant grant(String stream, PlayProtocol protocol) {
    PlaybackRequest request =
        new PlaybackRequest(
            Rules.OPEN.value(),
            "",
            "live",
            stream,
            new Credential.UrlSignature(new SignedUrl("/live/" + stream + ".flv", "")),
            protocol,
            new PlaybackRequest.Asker("127.0.0.1", "test"));
    if (authorizer.decide(request) instanceof PlaybackDecision.Granted granted) {
      return granted.grant();
    }
    throw new AssertionError("refused");
  }

  /** The stream of that name. */
  public Optional<LiveStream> stream(String name) {
    return streams.find(Rules.stream(name));
  }

  /** A publisher on an event loop of its own, without a reconnect window. */
  public Encoder publish(String stream) {
    return new Encoder(stream, Duration.ZERO);
  }

  /** Waits until a fault was counted so often. */
  public void awaitFault(FaultCode code, long total) {
    Await.until(() -> faults.total(code) >= total, total + " times " + code);
  }

  @Override
  public void close() {
    streams.close();
    vertx.close().await();
  }

  /** A publisher; every call waits until it is done. */
  public final class Encoder {

    private final Context context = vertx.getOrCreateContext();
    private final Publication publication;

    private Encoder(String stream, Duration window) {
      PublishTerms terms =
          new PublishTerms(Rules.stream(stream), false, window, 100, "test", "127.0.0.1");
      publication = streams.publish(terms, NettyLoop.of(context), (code, detail) -> {});
    }

    public Encoder send(List<FlvTag> tags) {
      onContext(() -> tags.forEach(publication::publish));
      return this;
    }

    public void end() {
      onContext(publication::end);
    }

    private void onContext(Runnable task) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      context.runOnContext(_ ->
          done.completeAsync(
              () -> {
                task.run();
                return null;
              },
              Runnable::run));
      done.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
