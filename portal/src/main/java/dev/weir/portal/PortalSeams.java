package dev.weir.portal;

import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.store.Stores;
import dev.weir.portal.store.TenantStores;
import dev.weir.runtime.analytics.AnalyticsInlet;
import dev.weir.runtime.audience.AudienceBoard;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.command.RecordingCommands;
import dev.weir.runtime.command.StreamCommands;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.TrustedProxies;
import dev.weir.runtime.keyuse.KeyUseBoard;
import dev.weir.runtime.lifecycle.EventSource;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.metering.MeterInlet;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.node.NodeBoard;
import dev.weir.runtime.policy.PolicyPublisher;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.quality.QualityInlet;
import dev.weir.runtime.refusal.RefusalBoard;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.TenantBuckets;
import dev.weir.runtime.tls.CertificatePublisher;
import dev.weir.runtime.usage.UsageBoard;
import io.vertx.core.Vertx;

/**
 * What the portal is given by whoever wires the process.
 *
 * @param vertx runs it
 * @param database the control plane's database, in a role that row-level security binds
 * @param live what is live
 * @param usage what tenants use on all gateways
 * @param keyUse how signing keys and token keys are used
 * @param nodes which processes there are
 * @param policies the way to the data plane
 * @param certificates the way of certificates there
 * @param audience who watches a stream
 * @param commands ends streams on their nodes
 * @param recorders records them there
 * @param events what happened to publishes
 * @param meters what nodes have counted
 * @param analytics what nodes have counted of their audiences
 * @param quality what players told
 * @param refusals whom doors did not let in
 * @param objects where recordings lie, and pictures
 * @param buckets the way to stores that tenants bring
 * @param box seals signing keys
 * @param secret what keys are derived from
 * @param front hardens the listener
 * @param proxies whose word on a client's address is taken
 * @param faults counts what is refused
 * @param time the clocks
 */
public record PortalSeams(
    Vertx vertx,
    Database database,
    LiveBoard live,
    UsageBoard usage,
    KeyUseBoard keyUse,
    NodeBoard nodes,
    PolicyPublisher policies,
    CertificatePublisher certificates,
    AudienceBoard audience,
    StreamCommands commands,
    RecordingCommands recorders,
    EventSource events,
    MeterInlet meters,
    AnalyticsInlet analytics,
    QualityInlet quality,
    RefusalBoard refusals,
    ObjectStore objects,
    TenantBuckets buckets,
    SealedBox box,
    ClusterSecret secret,
    HttpFront front,
    TrustedProxies proxies,
    FaultCounter faults,
    TimeSource time) {

  /** What tenants may do with stores of their own. */
  Stores stores(DomainRoom room) {
    return new Stores(room, buckets, objects.hasClasses());
  }

  /** The stores that recordings lie in. */
  ObjectStores stores() {
    return new TenantStores(database, box, objects, buckets);
  }
}
