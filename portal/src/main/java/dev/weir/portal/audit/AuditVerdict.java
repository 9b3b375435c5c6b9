package dev.weir.portal.audit;

import dev.weir.contract.identity.TenantId;

/** What a walk along one chain found. */
public sealed interface AuditVerdict {

  /** Whose chain it is. */
  Chain chain();

  /**
   * Nothing is missing and nothing was changed.
   *
   * @param entries how many there are
   * @param head hash of the last, in hexadecimal; kept elsewhere it shows later that none of these
   *     went missing
   */
  record Whole(Chain chain, long entries, String head) implements AuditVerdict {}

  /**
   * The chain is broken.
   *
   * @param seq place of the first entry that is not as it was written
   * @param flaw what is wrong with it
   */
  record Broken(Chain chain, long seq, Flaw flaw) implements AuditVerdict {}

  /**
   * A chain.
   *
   * @param name of the tenant; empty for the platform, and when the tenant is gone
   */
  record Chain(TenantId tenant, String name) {}

  /** What is wrong with an entry. */
  enum Flaw {
    /** It is not there. */
    MISSING("is missing"),
    /** It does not follow the entry before it. */
    UNLINKED("does not follow the entry before it"),
    /** It is not what its hash says. */
    CHANGED("was changed"),
    /** It is beyond the end of the chain, or its end is another. */
    NOT_THE_HEAD("is not where the chain ends");

    private final String words;

    Flaw(String words) {
      this.words = words;
    }

    /** As an operator is told. */
    public String words() {
      return words;
    }
  }
}
