package dev.weir.portal.watermark;

import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.domain.ladder.WatermarkDocument;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Watermarks to forms and back; the image is a file beside it. */
final class WatermarkForm {

  static final String IMAGE = "image";

  static final FormShape NEW = shape(Field.text("name", WatermarkId.MAX_LENGTH).mandatory());
  static final FormShape CHANGE = shape().versioned();

  private static final int WHOLE = 100;

  private WatermarkForm() {}

  private static FormShape shape(Field... first) {
    Stream<Field> rest =
        Stream.of(
            Field.file(IMAGE),
            Field.choice(
                    "place",
                    "top-left",
                    "top",
                    "top-right",
                    "left",
                    "centre",
                    "right",
                    "bottom-left",
                    "bottom",
                    "bottom-right")
                .mandatory(),
            Field.number("width").mandatory(),
            Field.number("margin").mandatory(),
            Field.number("opacity").mandatory());
    return FormShape.of("watermark", Stream.concat(Stream.of(first), rest).toArray(Field[]::new));
  }

  /** What a new one begins as. */
  static Form blank() {
    return Form.blank(NEW)
        .with("place", WatermarkDocument.name(WatermarkDocument.DEFAULT_PLACE))
        .with("width", Integer.toString(WatermarkDocument.DEFAULT_WIDTH_PERCENT))
        .with("margin", Integer.toString(WatermarkDocument.DEFAULT_MARGIN_PERCENT))
        .with("opacity", Integer.toString(WatermarkDocument.DEFAULT_OPACITY_PERCENT));
  }

  /** As a form has a watermark, for filling it in and for telling differences. */
  static Map<String, String> values(Watermark watermark) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("place", WatermarkDocument.name(watermark.place()));
    values.put("width", Integer.toString(watermark.widthPercent()));
    values.put("margin", Integer.toString(watermark.marginPercent()));
    values.put("opacity", Integer.toString(watermark.opacityPercent()));
    return values;
  }

  /** Reads the name of a new one; what is none is explained beside its field. */
  static Optional<WatermarkId> name(Form form) {
    String typed = form.text("name").strip();
    if (!WatermarkId.accepts(typed)) {
      if (!typed.isEmpty()) {
        form.error("name", "name.wrong", WatermarkId.MAX_LENGTH);
      }
      return Optional.empty();
    }
    return Optional.of(new WatermarkId(typed));
  }

  /** Judges the figures; what is wrong stands beside its field. */
  static void judge(Form form) {
    range(form, "width", 1, WHOLE);
    range(form, "margin", 0, Watermark.MAX_MARGIN_PERCENT);
    range(form, "opacity", 1, WHOLE);
  }

  /** Reads a form in which nothing is wrong. */
  static Watermark read(Form form, WatermarkId id, MarkImage image) {
    return new Watermark(
        id,
        image,
        WatermarkDocument.place(form.text("place")),
        number(form, "margin"),
        number(form, "width"),
        number(form, "opacity"));
  }

  private static void range(Form form, String field, long least, long most) {
    form.number(field)
        .filter(value -> value < least || value > most)
        .ifPresent(value -> form.error(field, "range", least, most));
  }

  private static int number(Form form, String field) {
    return Math.toIntExact(form.number(field).orElseThrow());
  }
}
