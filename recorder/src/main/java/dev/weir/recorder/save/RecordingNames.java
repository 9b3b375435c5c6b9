package dev.weir.recorder.save;

import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.NameTemplate.Field;
import dev.weir.recorder.take.Take;
import dev.weir.recorder.take.TakeFacts;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.RecordingObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the recordings of a take are called in the store: a name that no object has yet, and no
 * other take of this node was given. Thread-safe.
 */
final class RecordingNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  /** Room for what tells equal names apart, and for extensions. */
  private static final int MAX_LENGTH = ObjectName.MAX_PART_LENGTH - 20;

  /** Most names that are remembered; those of long ago are objects by now. */
  private static final int MAX_GIVEN = 10_000;

  private final Set<String> given = new LinkedHashSet<>();

  /** A take that an earlier start left has the name that it was given then. */
  synchronized void keep(Path take) throws IOException {
    if (Take.isBegun(take)) {
      String tenant = Take.facts(take).address().tenant().toString();
      new SaveProgress(take).name().ifPresent(name -> given.add(tenant + "/" + name));
    }
  }

  /**
   * A free name; a number is added to one that is taken. A stream is recorded by one node at a
   * time: nobody elsewhere takes it meanwhile.
   */
  String choose(Take take, ObjectStore store) {
    return free(take.facts(), wanted(take), store);
  }

  /** A free name of a take that is not over yet; empty where a name tells its end. */
  Optional<String> chooseAhead(TakeFacts facts, ObjectStore store) {
    if (facts.name().tellsEnd()) {
      return Optional.empty();
    }
    String name = fill(facts, facts.startedAt(), facts.name());
    return isUsable(facts, name) ? Optional.of(free(facts, name, store)) : Optional.empty();
  }

  private synchronized String free(TakeFacts facts, String wanted, ObjectStore store) {
    String name = wanted;
    for (int number = 2; isTaken(facts, store, name); number++) {
      name = wanted + "-" + number;
    }
    given.add(facts.address().tenant() + "/" + name);
    if (given.size() > MAX_GIVEN) {
      given.remove(given.iterator().next());
    }
    return name;
  }

  private boolean isTaken(TakeFacts facts, ObjectStore store, String name) {
    return given.contains(facts.address().tenant() + "/" + name)
        || facts.files().keySet().stream()
            .map(
                format -> new ObjectName(facts.address().tenant(), name + "." + format.extension()))
            .anyMatch(object -> store.find(object).isPresent());
  }

  private static String wanted(Take take) {
    TakeFacts facts = take.facts();
    Instant end = Instant.ofEpochMilli(take.extent().endMs());
    String name = fill(facts, end, facts.name());
    return isUsable(facts, name) ? name : fill(facts, end, NameTemplate.RECORDING);
  }

  private static boolean isUsable(TakeFacts facts, String name) {
    if (name.startsWith(RecordingObjects.RESERVED)) {
      return false;
    }
    try {
      ObjectName object = new ObjectName(facts.address().tenant(), name + ".m3u8");
      String path = object.path();
      return path.length() - path.lastIndexOf('/') <= MAX_LENGTH;
    } catch (IllegalArgumentException unfit) {
      return false;
    }
  }

  private static String fill(TakeFacts facts, Instant end, NameTemplate template) {
    return template.fill(
        Map.of(
            Field.APP, facts.address().app().value(),
            Field.STREAM, facts.address().stream().value(),
            Field.SEQUENCE, Long.toString(facts.sequence()),
            Field.START, TIME.format(facts.startedAt()),
            Field.END, TIME.format(end),
            Field.UNIX, Long.toString(facts.startedAt().getEpochSecond()),
            Field.DATE, DAY.format(facts.startedAt())));
  }
}
