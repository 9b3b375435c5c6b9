package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What peers choose cannot forge a line of the log. */
class LogLinesTest {

  @Test
  void aValueWithLineBreaksStaysInItsLine() throws Exception {
    String forged = "live\r\n12:00:00.000 INFO  SignIn event=signed-in\u001b[2J\u2028more";
    assertThat(written("event=refused name=" + forged))
        .hasLineCount(1)
        .doesNotContain("\u001b", "\u2028")
        .contains("event=refused name=live  12:00:00.000 INFO  SignIn event=signed-in [2J more")
        .endsWith("\n");
  }

  private static String written(String message) throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Weir.class.getResource("/logback.xml"));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent(LogLinesTest.class.getName(), root, Level.INFO, message, null, null);
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
