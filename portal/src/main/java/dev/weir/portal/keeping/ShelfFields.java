package dev.weir.portal.keeping;

import dev.weir.contract.storage.Cooling;
import dev.weir.contract.storage.Shelf;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the files of a rule lie, in the fields of a form: the store, and a colder class. */
final class ShelfFields {

  private static final String STORE = "store";
  private static final String COOL = "cool";
  private static final String CLASS = "cool-class";
  private static final long MIN_DAYS = Cooling.MIN_AFTER.toDays();
  private static final long MAX_DAYS = Cooling.MAX_AFTER.toDays();

  private ShelfFields() {}

  static Stream<Field> fields() {
    return Stream.of(
        Field.choice(STORE),
        Field.number(COOL),
        Field.choice(
            CLASS,
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER_IR",
            "GLACIER",
            "DEEP_ARCHIVE"));
  }

  static void fill(Form form, Shelf shelf) {
    form.with(STORE, shelf.store().map(StoreId::value).orElse(""));
    form.with(
        COOL, shelf.cooling().map(cooling -> Long.toString(cooling.after().toDays())).orElse(""));
    form.with(CLASS, shelf.cooling().map(Cooling::to).orElse(StorageClass.STANDARD_IA).name());
  }

  /** Reads them; where something is wrong, it stands beside its field. */
  static Shelf read(Form form) {
    String store = form.text(STORE);
    if (!store.isEmpty() && !StoreId.accepts(store)) {
      form.error(STORE, "field.choice");
    }
    return new Shelf(
        StoreId.accepts(store) ? Optional.of(new StoreId(store)) : Optional.empty(), cooling(form));
  }

  private static Optional<Cooling> cooling(Form form) {
    Optional<Long> days = form.number(COOL);
    if (days.filter(count -> count < MIN_DAYS || count > MAX_DAYS).isPresent()) {
      form.error(COOL, "cool.wrong", MIN_DAYS, MAX_DAYS);
      return Optional.empty();
    }
    if (days.isPresent() && form.text(CLASS).isEmpty()) {
      form.error(CLASS, "field.required");
      return Optional.empty();
    }
    return days.map(
        count -> new Cooling(Duration.ofDays(count), StorageClass.valueOf(form.text(CLASS))));
  }

  /** What there is to say of it; nothing of the usual one. */
  static List<String> words(Shelf shelf) {
    List<String> words = new ArrayList<>();
    shelf
        .store()
        .ifPresent(store -> words.add(Messages.text("keeping/words", "store", store.value())));
    shelf
        .cooling()
        .ifPresent(cooling ->
            words.add(
                Messages.text(
                    "keeping/words",
                    "cooling",
                    SpanField.words(cooling.after()),
                    cooling.to().name())));
    return words;
  }
}
