package dev.weir.portal.approval;

import dev.weir.portal.identity.Actor;
import io.vertx.sqlclient.SqlConnection;

/** What is done when somebody agrees to a request; one for each {@link ApprovalKind}. */
@FunctionalInterface
public interface ApprovedAction {

  /**
   * Does it, in the transaction that writes the decision down: both happen, or neither. Throws
   * {@code WeirFault} when it has become impossible; the request then stays open.
   *
   * @param actor who agreed
   */
  void perform(SqlConnection connection, Actor actor, Approval approval);

  /** Called when the transaction is committed, for what others must be told. */
  default void committed(Actor actor, Approval approval) {}
}
