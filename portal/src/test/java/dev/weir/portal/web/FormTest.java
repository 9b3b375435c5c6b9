package dev.weir.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormTest {

  private static final FormShape SHAPE =
      FormShape.of(
              "invite",
              Field.email("email").mandatory(),
              Field.number("limit"),
              Field.choice("role", "owner", "viewer"),
              Field.several("events", "begun", "ended"),
              Field.flag("active"),
              Field.text("note", 10))
          .versioned();

  @Test
  void whatIsRightIsTakenAsTyped() {
    Form form =
        read(
            "email",
            "ann@example.org",
            "limit",
            " 12",
            "role",
            "owner",
            "events",
            "begun",
            "events",
            "ended",
            "active",
            "on",
            "version",
            "7",
            "csrf",
            "token");
    assertThat(form.valid()).isTrue();
    assertThat(form.text("email")).isEqualTo("ann@example.org");
    assertThat(form.number("limit")).contains(12L);
    assertThat(form.all("events")).containsExactly("begun", "ended");
    assertThat(form.flag("active")).isTrue();
    assertThat(form.version()).isEqualTo(7);
    assertThat(form.text("note")).isEmpty();
  }

  @Test
  void whatAPersonCanMistypeIsKeptAndExplained() {
    Form form =
        read(
            "email",
            "  ",
            "limit",
            "many",
            "role",
            "king",
            "events",
            "never",
            "note",
            "longer than that");
    assertThat(form.wrongFields())
        .extracting(field -> field.name() + " " + field.errors().getFirst().key())
        .containsExactly(
            "email field.required",
            "limit field.number",
            "role field.choice",
            "events field.choice",
            "note field.too-long");
    assertThat(form.field("limit").value()).isEqualTo("many");
    assertThat(form.number("limit")).isEqualTo(Optional.empty());
  }

  @Test
  void whatNoPageOfferedIsRefused() {
    for (String[] pairs :
        List.of(
            new String[] {"email", "a@example.org", "owner", "me"},
            new String[] {"email", "a@example.org", "email", "b@example.org"},
            new String[] {"email", "a@example.org", "version", "seven"})) {
      assertThatThrownBy(() -> read(pairs).version())
          .as("%s", String.join(" ", pairs))
          .isInstanceOf(WeirFault.class);
    }
    MultiMap many = MultiMap.caseInsensitiveMultiMap().add("email", "a@example.org");
    for (int i = 0; i <= Form.MAX_SEVERAL; i++) {
      many.add("events", "begun");
    }
    assertThatThrownBy(() -> Form.read(many, SHAPE)).isInstanceOf(WeirFault.class);
  }

  private static Form read(String... pairs) {
    MultiMap attributes = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      attributes.add(pairs[i], pairs[i + 1]);
    }
    return Form.read(attributes, SHAPE);
  }
}
