package dev.weir.portal.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.runtime.storage.WatermarkName;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watermarks over HTTP, down to the policy that nodes are told and the image that they fetch. */
@Timeout(120)
class WatermarkPagesTest {

  private static final String NEW = "/watermarks/new-one";
  private static final byte[] PNG = Pictures.png(300, 100);
  private static final byte[] OTHER = Pictures.png(100, 100);
  private static final byte[] NOTHING = {};

  private static final Map<String, TenantId> TENANTS = new HashMap<>();

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Browser owner(String name) {
    TenantId tenant = house.tenantWithoutPassword(name + "@example.org", name + ".example.org");
    TENANTS.put(name, tenant);
    Browser owner = house.signedIn(tenant, Role.OWNER);
    owner.get(NEW);
    return owner;
  }

  private static TenantId tenant(String name) {
    return Objects.requireNonNull(TENANTS.get(name));
  }

  @Test
  void aWatermarkIsMadeNamedByARuleChangedAndReachesThePolicyWithItsImage() {
    Browser owner = owner("a");
    assertThat(owner.get("/watermarks").body()).contains("None yet.", "Up to 20.");
    HttpResponse<String> made = owner.post(NEW, fields("logo"), "image", PNG);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    assertThat(owner.get("/watermarks").body())
        .contains("300 × 100 pixels", "Bottom right", "20 % wide", "No domain");
    String page = owner.get("/watermarks/logo").body();
    assertThat(page).contains("x=\"988\"", "width=\"256\"", "opacity=\"0.75\"");
    HttpResponse<String> image = owner.get("/watermarks/logo/image");
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");

    String ladders = "/domains/a.example.org/ladders";
    assertThat(owner.get(ladders + "/new").body()).contains("None of them is passed through");
    assertThat(owner.post(ladders + "/new", rule("logo", "viewer")).statusCode()).isEqualTo(303);
    assertThat(owner.get(ladders).body()).contains("with the watermark logo");
    Watermark given = watermark("a");
    assertThat(given.place()).isEqualTo(Watermark.Place.BOTTOM_RIGHT);
    assertThat(house.objects().find(WatermarkName.of(tenant("a"), given.image()))).isPresent();

    long before = policy("a").version();
    Map<String, String> seen = fields("");
    seen.put("version", "1");
    assertThat(owner.post("/watermarks/logo", seen, "image", OTHER).statusCode()).isEqualTo(303);
    assertThat(policy("a").version()).isGreaterThan(before);
    assertThat(watermark("a").image().width()).isEqualTo(100);
    assertThat(house.objects().find(WatermarkName.of(tenant("a"), given.image()))).isEmpty();
    assertThat(owner.post("/watermarks/logo", seen, "image", NOTHING).statusCode()).isEqualTo(409);
    assertThat(house.dump("audit_entry"))
        .contains("WATERMARK_CREATED", "WATERMARK_CHANGED", "watermark logo");
  }

  @Test
  void aWatermarkInUseIsKeptAndGoesWithItsImageWhenItIsNot() {
    Browser owner = owner("b");
    owner.post(NEW, fields("logo"), "image", PNG);
    owner.post("/domains/b.example.org/ladders/new", rule("logo", "publish"));
    HttpResponse<String> refused = owner.post("/watermarks/logo/delete", Map.of());
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("It is not deleted", "b.example.org");

    owner.post(NEW, fields("spare"), "image", OTHER);
    assertThat(owner.post("/watermarks/spare/delete", Map.of()).statusCode()).isEqualTo(303);
    assertThat(owner.get("/watermarks/spare").statusCode()).isEqualTo(404);
    assertThat(house.objects().list(tenant("b"), "_weir/watermarks/", "", 10)).hasSize(1);
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndIsKept() {
    Browser owner = owner("c");
    assertThat(owner.post(NEW, fields("logo"), "image", NOTHING).body())
        .contains("Choose an image.", "value=\"logo\"");
    assertThat(owner.post(NEW, fields("logo"), "image", Pictures.jpeg(20, 20)).body())
        .contains("no PNG that can be read");
    Map<String, String> wrong = fields("my logo");
    wrong.put("margin", "26");
    HttpResponse<String> refused = owner.post(NEW, wrong, "image", PNG);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("letters and digits, nothing else", "From 0 to 25.", "Choose the image again");
    owner.post(NEW, fields("logo"), "image", PNG);
    assertThat(owner.post(NEW, fields("logo"), "image", PNG).body()).contains("already");
    assertThat(owner.post("/domains/c.example.org/ladders/new", rule("gone", "publish")).body())
        .contains("There is no watermark gone any more.");
    assertThat(owner.post("/domains/c.example.org/ladders/new", rule("logo", "encoder")).body())
        .contains("gets no watermark");
  }

  @Test
  void aFileThatIsTooLargeOrComesWithAForgedFormIsNotTakenIn() {
    Browser owner = owner("d");
    assertThat(owner.post(NEW, fields("logo"), "image", new byte[800_000]).statusCode())
        .isEqualTo(413);
    Map<String, String> forged = fields("logo");
    forged.put("csrf", "another");
    assertThat(owner.post(NEW, forged, "image", PNG).statusCode()).isEqualTo(403);
    assertThat(owner.post("/templates/new-one", fields("logo"), "image", PNG).statusCode())
        .isEqualTo(400);
    assertThat(owner.get("/watermarks").body()).contains("None yet.");
  }

  @Test
  void whileTheStoreIsAwayNothingIsHalfMade() {
    Browser owner = owner("e");
    house.objects().away(true);
    try {
      assertThat(owner.post(NEW, fields("logo"), "image", PNG).statusCode()).isEqualTo(503);
    } finally {
      house.objects().away(false);
    }
    assertThat(owner.get("/watermarks").body()).contains("None yet.");
  }

  @Test
  void whoReadsDomainsSeesThemAndIsOfferedNoChange() {
    Browser owner = owner("f");
    owner.post(NEW, fields("logo"), "image", PNG);
    Browser viewer = house.signedIn(tenant("f"), Role.VIEWER);
    assertThat(viewer.get("/watermarks").body()).contains("logo").doesNotContain("New watermark");
    assertThat(viewer.get("/watermarks/logo").body())
        .contains("Your role reads watermarks")
        .doesNotContain("Delete the watermark");
    assertThat(viewer.get("/watermarks/logo/image").statusCode()).isEqualTo(200);
    assertThat(viewer.get(NEW).statusCode()).isEqualTo(403);
    assertThat(owner("g").get("/watermarks/logo/image").statusCode()).isEqualTo(404);
  }

  private static Map<String, String> fields(String name) {
    Map<String, String> fields = new HashMap<>();
    if (!name.isEmpty()) {
      fields.put("name", name);
    }
    fields.put("place", "bottom-right");
    fields.put("width", "20");
    fields.put("margin", "5");
    fields.put("opacity", "75");
    return fields;
  }

  private static Map<String, String> rule(String watermark, String start) {
    Map<String, String> fields = new HashMap<>();
    fields.put("app", "live");
    fields.put("stream", "*");
    fields.put("rendition1", "lld");
    fields.put("watermark", watermark);
    fields.put("start", start);
    fields.put("idle", "30");
    fields.put("place", "1");
    fields.put("version", "1");
    return fields;
  }

  private static Watermark watermark(String name) {
    Ladders ladders = policy(name).push().orElseThrow().ladders();
    return ladders.watermark(new AppName("live"), new StreamName("demo")).orElseThrow();
  }

  private static DomainPolicy policy(String name) {
    return house.policies().find(new DomainName(name + ".example.org")).orElseThrow();
  }
}
