package dev.weir.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.runtime.clock.ManualTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class OperatorLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("operator-log-test");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualTimeSource time = ManualTimeSource.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final OperatorLog log = new OperatorLog(logger, time);

  enum Event implements OperatorEvent {
    VIEWER_CUT,
    CHATTER;

    @Override
    public String eventName() {
      return switch (this) {
        case VIEWER_CUT -> "gateway.viewer-cut";
        case CHATTER -> "gateway.chatter";
      };
    }

    @Override
    public Level level() {
      return switch (this) {
        case VIEWER_CUT -> Level.WARN;
        case CHATTER -> Level.DEBUG;
      };
    }
  }

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void silence() {
    logger.detachAppender(lines);
  }

  @Test
  void writesTheNameTheSubjectAndKeysWithValues() {
    log.tell(Event.VIEWER_CUT, "live/demo01", "pendingBytes", 4096, "limit", "8MiB");
    assertThat(written())
        .containsExactly(
            "event=gateway.viewer-cut subject=live/demo01 pendingBytes=4096 limit=8MiB");
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(ch.qos.logback.classic.Level.WARN);
  }

  @Test
  void writesNothingBelowItsLevel() {
    log.tell(Event.CHATTER, "a");
    assertThat(written()).isEmpty();
  }

  @Test
  void countsRepeatsInsteadOfWritingThem() {
    for (int i = 0; i < 100; i++) {
      log.tell(Event.VIEWER_CUT, "a");
      log.tell(Event.VIEWER_CUT, "b");
    }
    assertThat(written()).hasSize(2);
    time.advance(OperatorLog.REPEAT_AFTER);
    log.tell(Event.VIEWER_CUT, "a");
    time.advance(OperatorLog.REPEAT_AFTER);
    log.tell(Event.VIEWER_CUT, "a");
    assertThat(written())
        .endsWith(
            "event=gateway.viewer-cut subject=a repeated=99", "event=gateway.viewer-cut subject=a");
  }

  @Test
  void remembersOnlySoManySubjects() {
    for (int i = 0; i < 2 * OperatorLog.MAX_REMEMBERED; i++) {
      log.tell(Event.VIEWER_CUT, "subject" + i);
    }
    time.advance(Duration.ofSeconds(1));
    log.tell(Event.VIEWER_CUT, "subject0");
    log.tell(Event.VIEWER_CUT, "subject" + (2 * OperatorLog.MAX_REMEMBERED - 1));
    assertThat(written()).hasSize(2 * OperatorLog.MAX_REMEMBERED + 1);
  }

  @Test
  void quotesWhatAPeerCouldUseToForgeALine() {
    log.tell(Event.VIEWER_CUT, "a b", "agent", "x\nevent=forged y=\"1\"\u2028\\", "empty", "");
    assertThat(written())
        .containsExactly(
            "event=gateway.viewer-cut subject=\"a b\" "
                + "agent=\"x\\u000aevent=forged y=\\\"1\\\"\\u2028\\\\\" empty=\"\"");
  }

  private List<String> written() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
