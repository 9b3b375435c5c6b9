package dev.weir.portal.alarm.rule;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.util.UUID;

/** The identity of a rule. */
public record RuleId(UUID value) {

  /** Reads it from an address; throws {@code WeirFault NOT_FOUND} for what is none. */
  public static RuleId read(String text) {
    return new RuleId(uuid(text));
  }

  /** Reads any id from an address, in the same way. */
  public static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no id");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
