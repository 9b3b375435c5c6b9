package dev.weir.recorder.follow;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.storage.ObjectDrafts;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A store that can be away. */
public final class FlakyStore implements ObjectStore {

  private final ObjectStore store;
  private final AtomicInteger refusals = new AtomicInteger();
  private final Optional<EagerDrafts> drafts;
  private final List<String> puts = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  /** Stands before {@code store}. */
  public FlakyStore(ObjectStore store) {
    this.store = store;
    this.drafts = Optional.empty();
  }

  /** The same, to which movies go ahead in parts of so much. */
  FlakyStore(ObjectStore store, int partBytes) {
    this.store = store;
    this.drafts = Optional.of(new EagerDrafts(() -> store().drafts().orElseThrow(), partBytes));
  }

  EagerDrafts eager() {
    return drafts.orElseThrow();
  }

  /** What was put whole. */
  List<String> puts() {
    return List.copyOf(puts);
  }

  @Override
  public Optional<ObjectDrafts> drafts() {
    return drafts.map(ObjectDrafts.class::cast);
  }

  /** Whether it is away from now on. */
  public void away(boolean isAway) {
    away = isAway;
  }

  void awaitRefusals(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusals.get() >= count);
  }

  private ObjectStore store() {
    if (away) {
      refusals.incrementAndGet();
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "away");
    }
    return store;
  }

  @Override
  public void put(ObjectName name, Path file, String mediaType) {
    store().put(name, file, mediaType);
    puts.add(name.path());
  }

  @Override
  public Optional<StoredObject> find(ObjectName name) {
    return store().find(name);
  }

  @Override
  public InputStream read(ObjectName name, long offset, long length) {
    return store().read(name, offset, length);
  }

  @Override
  public void delete(ObjectName name) {
    store().delete(name);
  }

  @Override
  public List<StoredObject> list(TenantId tenant, String prefix, String after, int most) {
    return store().list(tenant, prefix, after, most);
  }

  @Override
  public void close() {
    store.close();
  }
}
