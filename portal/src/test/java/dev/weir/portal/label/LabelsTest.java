package dev.weir.portal.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void linesAreReadWithTheirBlanksAround() {
    Labels labels = Labels.read("\n event = Cup final \r\nsite=north\n").orElseThrow();
    assertThat(labels.values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("event", "Cup final", "site", "north"));
    assertThat(Labels.read(labels.text())).contains(labels);
    assertThat(Labels.read("")).contains(Labels.none());
  }

  @Test
  void whatIsNoLabelIsRefused() {
    for (String bad :
        List.of(
            "event",
            "=cup",
            "event=",
            "Event=cup",
            "1=2",
            "a b=c",
            "a=b\na=c",
            "a=" + "x".repeat(Labels.MAX_VALUE + 1),
            "a".repeat(33) + "=b",
            "a=\u0007")) {
      assertThat(Labels.read(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void thereAreTenAtMost() {
    Map<String, String> eleven =
        IntStream.range(0, Labels.MAX + 1)
            .boxed()
            .collect(Collectors.toMap(i -> "key" + i, i -> "value"));
    assertThatThrownBy(() -> Labels.of(eleven)).isInstanceOf(WeirFault.class);
    String lines =
        eleven.keySet().stream().map(key -> key + "=value").collect(Collectors.joining("\n"));
    assertThat(Labels.read(lines)).isEmpty();
    assertThat(Labels.read(lines.substring(0, lines.lastIndexOf('\n')))).isPresent();
  }
}
