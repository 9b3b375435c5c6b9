package dev.weir.portal.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.alarm.rule.AlarmKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever gets an alarm finds what to do; and the three that the field asks for are there. */
class RunbooksTest {

  private static final Runbooks RUNBOOKS = Runbooks.load();

  private static List<String> headings(Runbook book) {
    return book.blocks().stream()
        .filter(block -> block.kind().equals("heading"))
        .map(block -> block.lines().getFirst().getFirst().text())
        .toList();
  }

  @Test
  void everyKindOfAlarmHasItsRunbook() {
    assertThat(Arrays.stream(AlarmKind.values()).map(AlarmKind::text))
        .allSatisfy(kind ->
            assertThat(headings(RUNBOOKS.find(kind)))
                .as(kind)
                .containsExactly(
                    "How to look", "Causes, the likeliest first", "What to do", "It is over when"));
    assertThat(RUNBOOKS.all())
        .extracting(Runbook::name)
        .contains("encoder-restart", "dns-verification", "key-rotation");
  }

  @Test
  void theyLeadToEachOtherAndNowhereElse() {
    List<String> links =
        RUNBOOKS.all().stream()
            .flatMap(book -> book.blocks().stream())
            .flatMap(block -> block.lines().stream())
            .flatMap(List::stream)
            .map(Runbook.Span::link)
            .filter(link -> !link.isEmpty())
            .toList();
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(
            link -> assertThat(RUNBOOKS.find(link.replace("/runbooks/", "")).title()).isNotEmpty());
  }

  @Test
  void stepsListsAndCodeAreReadAsWhatTheyAre() {
    Runbook book =
        Runbook.read(
            "one",
            "# One\n\nSome\nwords, `code`.\n\n1. first\n   goes on\n2. second\n\n```\na\nb\n```\n");
    assertThat(book.title()).isEqualTo("One");
    assertThat(book.blocks())
        .extracting(Runbook.Block::kind)
        .containsExactly("text", "steps", "code");
    assertThat(book.blocks().get(1).lines()).hasSize(2);
    assertThat(book.blocks().get(1).lines().getFirst().getFirst().text())
        .isEqualTo("first goes on");
    assertThat(book.blocks().get(2).lines().getFirst().getFirst().text()).isEqualTo("a\nb");
  }
}
