package dev.weir.portal.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Who;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FoundingTest {

  @Test
  void theOwnerOfANewTenantComesInByTheLink() {
    try (PortalHouse house = PortalHouse.open()) {
      Founding founding = new Founding(house.database(), new AuditLog(house.time()), house.time());
      Founding.Founded founded =
          founding.found(new Who.CommandLine(), Origin.NONE, "Harbour", " Ann@Example.org ");
      assertThat(founded.toString()).doesNotContain(founded.token());

      Browser ann = house.browser();
      String link = "/invitations/" + founded.token();
      assertThat(ann.get(link).body()).contains("Join Harbour", "Owner", "ann@example.org");
      ann.post(link, Map.of("name", "Ann", "password", "a long password"));

      assertThat(ann.get("/members").body()).contains("Ann", "Owner");
      assertThat(house.dump("audit_entry")).contains("TENANT_CREATED", "MEMBER_JOINED");
    }
  }
}
