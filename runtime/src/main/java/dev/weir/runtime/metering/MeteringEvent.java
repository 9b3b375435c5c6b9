package dev.weir.runtime.metering;

import dev.weir.runtime.event.OperatorEvent;
import org.slf4j.event.Level;

/** What an operator may want to know of counting. */
enum MeteringEvent implements OperatorEvent {
  /** A tenant's further streams are counted together: bytes are right, streams cannot be told. */
  COUNTERS_FULL("metering.counters-full", Level.ERROR),
  /** Something cannot be counted, and is not delivered therefore. */
  COUNTERS_EXHAUSTED("metering.counters-exhausted", Level.ERROR),
  /** The counter file cannot grow. */
  COUNTERS_FAILED("metering.counters-failed", Level.ERROR),
  /** Some counters of an earlier start cannot be told any more: the machine had stopped. */
  COUNTERS_DAMAGED("metering.counters-damaged", Level.ERROR),
  /** The journal is as large as it may be: counting goes on, and is told later, all at once. */
  JOURNAL_FULL("metering.journal-full", Level.ERROR),
  /** The journal cannot be written: counting goes on. */
  JOURNAL_FAILED("metering.journal-failed", Level.ERROR),
  /** A journal had a damaged part, which is left out. */
  JOURNAL_DAMAGED("metering.journal-damaged", Level.ERROR),
  /** What an earlier start had counted is sealed now. */
  BOOT_CLOSED("metering.boot-closed", Level.INFO),
  /** What an earlier start had counted cannot be read. */
  BOOT_UNREADABLE("metering.boot-unreadable", Level.ERROR),
  /** Batches do not get through: they wait in the journal. */
  NOT_SENT("metering.not-sent", Level.WARN),
  /** Nobody acknowledges what was sent: it is sent again. */
  SENT_AGAIN("metering.sent-again", Level.WARN);

  private final String eventName;
  private final Level level;

  MeteringEvent(String eventName, Level level) {
    this.eventName = eventName;
    this.level = level;
  }

  @Override
  public String eventName() {
    return eventName;
  }

  @Override
  public Level level() {
    return level;
  }
}
