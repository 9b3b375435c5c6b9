package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The fields of a form, each named beforehand: one that is unknown, given twice or too long is
 * refused, so that nothing is assigned that no page offered.
 */
public final class Form {

  /** Longest value, characters. */
  public static final int MAX_VALUE = 1024;

  private final MultiMap attributes;

  private Form(MultiMap attributes) {
    this.attributes = attributes;
  }

  /** Reads the form of a request; throws {@code WeirFault FORM_INVALID}. */
  public static Form read(RoutingContext ctx, Set<String> fields) {
    MultiMap attributes = ctx.request().formAttributes();
    for (String name : attributes.names()) {
      boolean known = fields.contains(name) || name.equals(CsrfGuard.FIELD);
      if (!known || attributes.getAll(name).size() != 1) {
        throw new WeirFault(FaultCode.FORM_INVALID, "field " + name);
      }
      if (attributes.get(name).length() > MAX_VALUE) {
        throw new WeirFault(FaultCode.FORM_INVALID, "field " + name + " is too long");
      }
    }
    return new Form(attributes);
  }

  /** The value of a field, as typed; empty when absent. */
  public String text(String field) {
    String value = attributes.get(field);
    return value == null ? "" : value;
  }
}
