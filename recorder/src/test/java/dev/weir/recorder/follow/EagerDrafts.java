package dev.weir.recorder.follow;

import dev.weir.runtime.storage.ObjectDrafts;
import dev.weir.runtime.storage.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Drafts that begin at once and grow in small parts, so that short films have many. */
final class EagerDrafts implements ObjectDrafts {

  private final Supplier<ObjectDrafts> drafts;
  private final int partBytes;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private volatile OptionalLong reserve = OptionalLong.empty();

  /** Parts of so much, at {@code drafts}, which may be away. */
  EagerDrafts(Supplier<ObjectDrafts> drafts, int partBytes) {
    this.drafts = drafts;
    this.partBytes = partBytes;
  }

  int begun() {
    return begun.get();
  }

  int added() {
    return added.get();
  }

  int completed() {
    return completed.get();
  }

  /** So much room is kept for fronts from now on, whatever is asked for. */
  void reserve(long bytes) {
    reserve = OptionalLong.of(bytes);
  }

  @Override
  public long worthwhileBytes() {
    return partBytes;
  }

  @Override
  public int partBytes(int number) {
    return partBytes;
  }

  @Override
  public boolean takesAnyName() {
    return drafts.get().takesAnyName();
  }

  @Override
  public boolean reservesFront() {
    return drafts.get().reservesFront();
  }

  @Override
  public Draft begin(ObjectName name, String mediaType, long reservedBytes) {
    Draft draft = drafts.get().begin(name, mediaType, reserve.orElse(reservedBytes));
    begun.incrementAndGet();
    return draft;
  }

  @Override
  public Part add(Draft draft, List<Part> there, byte[] bytes) {
    Part part = drafts.get().add(draft, there, bytes);
    added.incrementAndGet();
    return part;
  }

  @Override
  public long frontBytes(Draft draft, long neededBytes) {
    return drafts.get().frontBytes(draft, neededBytes);
  }

  @Override
  public void complete(Draft draft, List<Part> parts, byte[] front, ObjectName name) {
    drafts.get().complete(draft, parts, front, name);
    completed.incrementAndGet();
  }

  @Override
  public void abandon(Draft draft) {
    drafts.get().abandon(draft);
  }

  @Override
  public void abandonOlderThan(Instant moment) {
    drafts.get().abandonOlderThan(moment);
  }
}
