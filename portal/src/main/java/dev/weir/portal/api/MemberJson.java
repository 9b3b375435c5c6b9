package dev.weir.portal.api;

import dev.weir.portal.identity.Role;
import dev.weir.portal.member.Invitation;
import dev.weir.portal.member.Member;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Members and invitations as the API tells them. Names of fields are a contract. */
final class MemberJson {

  private MemberJson() {}

  static JsonObject of(Member member) {
    JsonObject json =
        new JsonObject()
            .put("id", member.person().toString())
            .put("email", member.email())
            .put("name", member.name())
            .put("role", text(member.role()))
            .put("since", member.since().toString());
    member.lastSeen().ifPresent(at -> json.put("lastSeenAt", at.toString()));
    return json;
  }

  static JsonObject of(Invitation invitation) {
    return new JsonObject()
        .put("id", invitation.id().toString())
        .put("email", invitation.email())
        .put("role", text(invitation.role()))
        .put("invitedBy", invitation.invitedBy())
        .put("invitedAt", invitation.invitedAt().toString())
        .put("expiresAt", invitation.expiresAt().toString());
  }

  /** As {@code docs/roles.md} has it. */
  static String text(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** Reads what the document lets pass. */
  static Role role(String text) {
    return Role.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
