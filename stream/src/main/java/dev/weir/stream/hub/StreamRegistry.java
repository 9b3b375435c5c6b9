package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.stream.fanout.FanoutTerms;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.LoopLoads;
import dev.weir.stream.fanout.SlowViewers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live streams of this node, and whose each name is. Thread-safe: questions take no lock, and
 * the few moments at which a name changes hands share one.
 */
public final class StreamRegistry {

  private final StreamConfig config;
  private final TimeSource time;
  private final List<StreamObserver> observers;
  private final FanoutTerms fanoutTerms;

  private final Map<StreamAddress, Name> names = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * Creates one without streams.
   *
   * @param observers follow every stream, in this order
   */
  public StreamRegistry(StreamConfig config, TimeSource time, List<StreamObserver> observers) {
    this.config = config;
    this.time = time;
    this.observers = List.copyOf(observers);
    SlowViewers slow = new SlowViewers(new OperatorLog(StreamRegistry.class, time));
    this.fanoutTerms = new FanoutTerms(config.viewers(), config.flush(), slow, new LoopLoads(time));
  }

  /**
   * Shows how many streams and viewers there are, and what became of slow ones.
   *
   * @param owner whose streams these are: {@code here} or {@code elsewhere}
   */
  public void show(Metrics metrics, String owner) {
    metrics.gauge(HubMetric.STREAMS, names::size, owner);
    metrics.gauge(
        HubMetric.VIEWERS, () -> live().stream().mapToInt(LiveStream::viewers).sum(), owner);
    slowViewers().show(metrics, owner);
  }

  /** The stream of that name, also while it waits for its publisher to come back. */
  public Optional<LiveStream> find(StreamAddress address) {
    return Optional.ofNullable(names.get(address)).map(name -> name.stream);
  }

  /** Whether somebody publishes under that name now. */
  public synchronized boolean hasPublisher(StreamAddress address) {
    Name name = names.get(address);
    return name != null && name.holder != null;
  }

  /** All streams at this moment. */
  public List<LiveStream> live() {
    return names.values().stream().map(name -> name.stream).toList();
  }

  /** What became of viewers that did not keep up. */
  public SlowViewers slowViewers() {
    return fanoutTerms.slowViewers();
  }

  FanoutTerms fanoutTerms() {
    return fanoutTerms;
  }

  /**
   * Lets a publisher in.
   *
   * @param loop the publisher's loop, and the stream's when it is new
   * @param publisher is cut when it is replaced or publishes what cannot be used
   * @throws WeirFault PUBLISH_NAME_TAKEN, PUBLISH_STREAMS_EXCEEDED, TENANT_STREAMS_EXCEEDED or
   *     SHUTTING_DOWN
   */
  public Publication publish(PublishTerms terms, Loop loop, Publisher publisher) {
    Claim claim = claim(terms, loop, publisher);
    Publication publication = claim.publication;
    LiveStream stream = publication.stream();
    stream.loop().run(() -> stream.begin(publication));
    if (claim.replaced != null) {
      claim.replaced.cut(FaultCode.PUBLISH_TAKEN_OVER, "by=" + terms.peerAddress());
    }
    return publication;
  }

  /**
   * Asks what {@link #publish} would say at this moment, and changes nothing.
   *
   * @throws WeirFault as {@link #publish}
   */
  public synchronized void requireAdmission(PublishTerms terms) {
    admit(terms);
  }

  /** Another node has taken the name: the publisher is told so, and the stream is over here. */
  public void giveUp(StreamAddress address) {
    end(address, FaultCode.PUBLISH_TAKEN_OVER, "by=another node");
  }

  /**
   * Ends a stream at once, without waiting for its publisher to come back.
   *
   * @param reason what the publisher is told, if there is one
   * @return whether there was such a stream
   */
  public boolean end(StreamAddress address, FaultCode reason, String detail) {
    Name ended = forget(address);
    if (ended == null) {
      return false;
    }
    if (ended.holder != null) {
      ended.holder.cut(reason, detail);
    }
    ended.stream.loop().run(ended.stream::finish);
    return true;
  }

  /** Ends all streams: publishers are told that the server shuts down, viewers that it is over. */
  public void close() {
    for (Name name : closeDoor()) {
      if (name.holder != null) {
        name.holder.cut(FaultCode.SHUTTING_DOWN, "shutting down");
      }
      name.stream.loop().run(name.stream::finish);
    }
  }

  /** Who now holds a name, and who held it before. */
  private record Claim(Publication publication, @Nullable Publication replaced) {}

  private synchronized Claim claim(PublishTerms terms, Loop loop, Publisher publisher) {
    admit(terms);
    Name name = names.get(terms.address());
    if (name == null) {
      name = new Name(new LiveStream(terms.address(), terms.kind(), loop, config, time, this));
      names.put(terms.address(), name);
    }
    Publication replaced = name.holder;
    name.holder = new Publication(this, name.stream, terms, publisher);
    if (replaced != null) {
      replaced.replaced();
    }
    return new Claim(name.holder, replaced);
  }

  private void admit(PublishTerms terms) {
    if (closed) {
      throw new WeirFault(FaultCode.SHUTTING_DOWN, "stream=" + terms.address());
    }
    Name name = names.get(terms.address());
    if (name == null) {
      requireRoom(terms);
    } else if (name.stream.kind() != terms.kind()) {
      throw new WeirFault(
          FaultCode.PUBLISH_NAME_TAKEN,
          "stream=%s is=%s wanted=%s".formatted(terms.address(), name.stream.kind(), terms.kind()));
    } else if (name.holder != null && !terms.takeover()) {
      throw new WeirFault(
          FaultCode.PUBLISH_NAME_TAKEN,
          "stream=" + terms.address() + " publisher=" + name.holder.terms().peerAddress());
    }
  }

  /** On this node alone; all nodes together are counted where the lease is claimed. */
  private void requireRoom(PublishTerms terms) {
    if (terms.kind() == StreamKind.RENDITION) {
      return;
    }
    StreamAddress wanted = terms.address();
    requireRoom(
        FaultCode.PUBLISH_STREAMS_EXCEEDED,
        wanted,
        address ->
            address.tenant().equals(wanted.tenant())
                && address.pushDomain().equals(wanted.pushDomain()),
        terms.maxLiveStreams());
    requireRoom(
        FaultCode.TENANT_STREAMS_EXCEEDED,
        wanted,
        address -> address.tenant().equals(wanted.tenant()),
        terms.maxTenantStreams());
  }

  private void requireRoom(
      FaultCode refusal, StreamAddress wanted, Predicate<StreamAddress> counts, long limit) {
    long live =
        names.values().stream()
            .map(name -> name.stream)
            .filter(stream -> stream.kind() == StreamKind.SOURCE)
            .map(LiveStream::address)
            .filter(counts)
            .count();
    if (live >= limit) {
      throw new WeirFault(
          refusal, "stream=%s live=%d limit=%d here".formatted(wanted, live, limit));
    }
  }

  List<StreamObserver> observers() {
    return observers;
  }

  /** A publisher is gone. */
  void release(Publication publication) {
    LiveStream stream = publication.stream();
    synchronized (this) {
      Name name = names.get(stream.address());
      if (name != null && name.holder == publication) {
        name.holder = null;
      }
    }
    stream.loop().run(() -> stream.interrupt(publication));
  }

  /** Takes an abandoned stream off the list; false when somebody has come back meanwhile. */
  synchronized boolean retire(LiveStream stream) {
    Name name = names.get(stream.address());
    return name != null
        && name.stream == stream
        && name.holder == null
        && names.remove(stream.address(), name);
  }

  private synchronized @Nullable Name forget(StreamAddress address) {
    return names.remove(address);
  }

  private synchronized List<Name> closeDoor() {
    closed = true;
    List<Name> open = List.copyOf(names.values());
    names.clear();
    return open;
  }

  /** A stream and, under the registry's lock, the publisher who holds its name. */
  private static final class Name {
    final LiveStream stream;
    @Nullable Publication holder;

    Name(LiveStream stream) {
      this.stream = stream;
    }
  }
}
