package dev.weir.runtime.event;

import dev.weir.runtime.clock.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes operator events as {@code event=name subject=… key=value …}. The same event about the same
 * subject is written at most once in ten seconds; the next line then says how often it happened.
 * Values are quoted and escaped where they must be, since peers choose some of them. Thread-safe.
 */
public final class OperatorLog {

  /** Least distance of two lines with the same event and subject. */
  public static final Duration REPEAT_AFTER = Duration.ofSeconds(10);

  /** Most pairs of event and subject that are remembered; the one silent for longest goes first. */
  public static final int MAX_REMEMBERED = 1_000;

  private final Logger log;
  private final TimeSource time;
  private final Map<String, Repeats> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Repeats> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Events of one room, named by a class in it. */
  public OperatorLog(Class<?> room, TimeSource time) {
    this(LoggerFactory.getLogger(room), time);
  }

  OperatorLog(Logger log, TimeSource time) {
    this.log = log;
    this.time = time;
  }

  /**
   * Tells of an event.
   *
   * @param subject what it is about: a domain, a stream, a client; repeats are counted by it
   * @param keysAndValues keys, each followed by its value
   */
  public void tell(OperatorEvent event, String subject, Object... keysAndValues) {
    if (!log.isEnabledForLevel(event.level())) {
      return;
    }
    long repeated = admit(event.eventName() + " " + subject);
    if (repeated < 0) {
      return;
    }
    StringBuilder line = new StringBuilder(128);
    line.append("event=").append(event.eventName());
    append(line, "subject", subject);
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      append(line, String.valueOf(keysAndValues[i]), String.valueOf(keysAndValues[i + 1]));
    }
    if (repeated > 0) {
      append(line, "repeated", Long.toString(repeated));
    }
    log.atLevel(event.level()).log(line.toString());
  }

  /** How often it happened since the last line; -1 when it is too early for another line. */
  private long admit(String key) {
    long now = time.nanos();
    synchronized (remembered) {
      Repeats known = remembered.get(key);
      if (known == null) {
        remembered.put(key, new Repeats(now));
        return 0;
      }
      if (now - known.writtenNanos < REPEAT_AFTER.toNanos()) {
        known.silent++;
        return -1;
      }
      long repeated = known.silent;
      known.writtenNanos = now;
      known.silent = 0;
      return repeated;
    }
  }

  private static void append(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append('=');
    boolean plain = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      plain &= c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != '=';
    }
    if (plain) {
      line.append(value);
    } else {
      quote(line, value);
    }
  }

  private static void quote(StringBuilder line, String value) {
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append("\\u%04x".formatted((int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }

  private static final class Repeats {

    private long writtenNanos;
    private long silent;

    Repeats(long writtenNanos) {
      this.writtenNanos = writtenNanos;
    }
  }
}
