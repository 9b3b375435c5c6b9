package dev.weir.gateway.live;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Watches every buffer that is made from here on. At the end one buffer is left behind on purpose:
 * when that one has been found, any other would have been found, too. To be made when there is a
 * Vert.x already, since the first one switches the detector off.
 */
public final class LeakWatch implements AutoCloseable {

  private static final String CANARY = "left behind on purpose";
  private static final int ROUNDS = 200;

  private final Level before = ResourceLeakDetector.getLevel();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

  public LeakWatch() {
    reports.start();
    logger.addAppender(reports);
    logger.setAdditive(false);
    ResourceLeakDetector.setLevel(Level.PARANOID);
  }

  /** What was left behind, besides the one; an assertion error when that is not found. */
  public List<String> found() {
    leaveOneBehind();
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      // Making a buffer is when the detector looks for lost ones.
      ByteBufAllocator.DEFAULT.directBuffer(64).release();
      if (messages().stream().anyMatch(message -> message.contains(CANARY))) {
        return messages().stream().filter(message -> !message.contains(CANARY)).toList();
      }
    }
    throw new AssertionError("the detector does not detect");
  }

  private static void leaveOneBehind() {
    ByteBuf _ = ByteBufAllocator.DEFAULT.directBuffer(64).touch(CANARY);
  }

  private List<String> messages() {
    return List.copyOf(reports.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    ResourceLeakDetector.setLevel(before);
    logger.setAdditive(true);
    logger.detachAppender(reports);
  }
}
