package dev.weir.portal.audit;

/**
 * What is to be recorded, by whoever does it.
 *
 * @param action what is done
 * @param object the name of what it is done to, as people know it
 * @param before how that was, as far as it changes
 * @param after how it is
 */
public record AuditEntry(AuditAction action, String object, AuditFacts before, AuditFacts after) {

  /** Cuts the name. */
  public AuditEntry {
    object = AuditFacts.cut(object);
  }

  /** Something done that leaves nothing different. */
  public static AuditEntry of(AuditAction action, String object) {
    return new AuditEntry(action, object, AuditFacts.none(), AuditFacts.none());
  }

  /** The same, saying how it was. */
  public AuditEntry before(AuditFacts facts) {
    return new AuditEntry(action, object, facts, after);
  }

  /** The same, saying how it is. */
  public AuditEntry after(AuditFacts facts) {
    return new AuditEntry(action, object, before, facts);
  }
}
