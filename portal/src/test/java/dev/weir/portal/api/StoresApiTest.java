package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Role;
import dev.weir.portal.library.LibraryRoom;
import dev.weir.portal.library.LibrarySweep;
import dev.weir.portal.library.Recorded;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.TenantBuckets;
import dev.weir.testkit.s3.S3UnderTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tenant's own store on a real S3 server, from its form to the recordings that lie in it. */
@Timeout(180)
class StoresApiTest {

  private static final StoreId FILMS = new StoreId("films");

  @TempDir private static Path directory;
  private static PortalHouse house;
  private static S3UnderTest server;
  private static TenantBuckets buckets;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    server = new S3UnderTest(directory);
    buckets = new TenantBuckets(house.vertx(), true, TimeSource.system());
  }

  @AfterAll
  static void close() {
    buckets.close();
    server.close();
    house.close();
  }

  private static TenantId tenant(String name) {
    return house.tenantWithoutPassword(name + "@example.org", name + ".example.org");
  }

  private static Map<String, String> fields(String secret) {
    Map<String, String> fields = new HashMap<>();
    fields.put("endpoint", server.endpoint().toString());
    fields.put("region", "us-east-1");
    fields.put("bucket", S3UnderTest.BUCKET);
    fields.put("prefix", "weir/");
    fields.put("path-style", "on");
    fields.put("access-key", S3UnderTest.ACCESS_KEY);
    fields.put("secret", secret);
    fields.put("encryption", "bucket");
    fields.put("kms-key", "");
    fields.put("class", "STANDARD");
    return fields;
  }

  private static Map<StoreId, Bucket> stores(String domain) {
    return house
        .policies()
        .find(new DomainName(domain + ".example.org"))
        .orElseThrow()
        .push()
        .orElseThrow()
        .keeping()
        .stores();
  }

  private static Bucket films(String domain) {
    return Objects.requireNonNull(stores(domain).get(FILMS));
  }

  private static void add(Browser owner, String secret) {
    owner.get("/new-store");
    Map<String, String> fields = fields(secret);
    fields.put("name", "films");
    HttpResponse<String> made = owner.post("/new-store", fields);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
  }

  @Test
  void aStoreIsAddedTriedAndCorrectedAndItsSecretIsNeverShown() {
    Browser owner = house.signedIn(tenant("sa"), Role.OWNER);
    assertThat(owner.get("/stores").body()).contains("None yet");
    add(owner, "another-secret");
    assertThat(owner.get("/stores").body()).contains("films", "weir-tests/weir/");
    assertThat(owner.post("/stores/films/trial", Map.of()).body())
        .contains("Writing failed.", "the secret key is another");

    Map<String, String> fields = fields(S3UnderTest.SECRET_KEY);
    fields.put("version", "1");
    fields.put("encryption", "kms");
    fields.put("kms-key", "alias/films");
    assertThat(owner.post("/stores/films", fields).statusCode()).isEqualTo(303);
    Bucket carried = films("sa");
    assertThat(carried.key().secret()).isEqualTo(S3UnderTest.SECRET_KEY);
    assertThat(carried.encryption()).isEqualTo(new Encryption.Kms("alias/films"));
    fields.put("version", "2");
    fields.put("encryption", "bucket");
    fields.put("secret", "");
    owner.post("/stores/films", fields);
    assertThat(owner.post("/stores/films/trial", Map.of()).body()).contains("It works");
    assertThat(owner.get("/stores/films").body())
        .contains(S3UnderTest.ACCESS_KEY)
        .doesNotContain(S3UnderTest.SECRET_KEY);
    assertThat(owner.post("/stores/films", fields).statusCode()).isEqualTo(409);
    assertThat(house.dump("audit_entry") + house.dump("tenant_store"))
        .contains("STORE_CREATED", "STORE_CHANGED")
        .doesNotContain(S3UnderTest.SECRET_KEY, "another-secret");
  }

  @Test
  void whatNoStoreCanBeStandsBesideItsField() {
    Browser owner = house.signedIn(tenant("sb"), Role.OWNER);
    owner.get("/new-store");
    Map<String, String> fields = fields("secret");
    fields.put("name", "My films");
    fields.put("endpoint", "ftp://example.org");
    fields.put("bucket", "A");
    fields.put("prefix", "../x");
    HttpResponse<String> refused = owner.post("/new-store", fields);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "An https address", "3 to 63", "ends in a slash", "hyphens, at most 40", "My films");
  }

  @Test
  void aRuleNamesAStoreThatThereIsAndKeepsItFromBeingRemoved() {
    TenantId tenant = tenant("sc");
    Program program = Program.of(house, tenant);
    add(house.signedIn(tenant, Role.OWNER), S3UnderTest.SECRET_KEY);
    String rules = "/domains/sc.example.org/recordings";
    String body = "{\"rules\":[{\"formats\":[\"mp4\"],\"store\":\"%s\"}]}";
    assertThat(program.put(rules, body.formatted("other"), "If-Match", "\"1\"").statusCode())
        .isEqualTo(400);
    HttpResponse<String> put = program.put(rules, body.formatted("films"), "If-Match", "\"1\"");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

    HttpResponse<String> used = program.delete("/stores/films?forget=true");
    assertThat(used.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(used.body()).getString("subject")).isEqualTo("sc.example.org");
    assertThat(new JsonObject(program.post("/stores/films/trial", "").body()).getBoolean("works"))
        .isTrue();
    JsonObject told = new JsonObject(program.get("/stores/films").body());
    assertThat(told.getJsonArray("namedBy").encode()).isEqualTo("[\"sc.example.org\"]");
    assertThat(told.containsKey("secretKey")).isFalse();
  }

  @Test
  void recordingsAreFetchedAndDeletedWhereTheyLieOrForgottenWithTheirStore() throws IOException {
    TenantId tenant = tenant("sd");
    Browser owner = house.signedIn(tenant, Role.OWNER);
    add(owner, S3UnderTest.SECRET_KEY);
    Recorded gone = recorded(tenant, "cam-1");
    Recorded stays = recorded(tenant, "cam-2");
    ObjectStore own = buckets.open(films("sd"));
    String page = "/recordings/" + gone.id();
    assertThat(owner.get(page).body()).contains("films", gone.object().path());
    assertThat(owner.get(page + "/file?keep").body()).isEqualTo("media of cam-1");
    assertThat(owner.post(page + "/delete", Map.of("name", "live/cam-1")).statusCode())
        .isEqualTo(303);
    assertThat(own.find(gone.object())).isEmpty();

    Map<String, String> removal = new HashMap<>(Map.of("name", "films"));
    HttpResponse<String> used = owner.post("/stores/films/delete", removal);
    assertThat(used.statusCode()).isEqualTo(409);
    assertThat(used.body()).contains("1 recording lies in it.");
    removal.put("forget", "on");
    assertThat(owner.post("/stores/films/delete", removal).statusCode()).isEqualTo(303);
    new LibrarySweep(LibraryRoom.of(house.database(), (_, _) -> house.objects(), house.time()))
        .sweep();
    assertThat(owner.get("/recordings/" + stays.id()).statusCode()).isEqualTo(404);
    assertThat(own.find(stays.object())).isPresent();
    assertThat(stores("sd")).isEmpty();
  }

  private static Recorded recorded(TenantId tenant, String stream) throws IOException {
    Recorded one = Recorded.of(tenant, "sd.example.org", stream, RecordingFormat.MP4);
    ObjectName name = one.object();
    Path file = Files.writeString(directory.resolve(stream), "media of " + stream);
    buckets.open(films("sd")).put(name, file, "video/mp4");
    RecordingEvent told = one.told(RecordingEvent.State.READY, 60, "");
    new RecordingLog(house.database(), new Outbox(house.time()))
        .keep(tenant, List.of(in(told, one.id())));
    return one;
  }

  private static RecordingEvent in(RecordingEvent told, RecordingId id) {
    return new RecordingEvent(
        id,
        told.address(),
        told.node(),
        told.boot(),
        told.format(),
        told.startedAt(),
        told.at(),
        told.state(),
        told.durationMs(),
        told.bytes(),
        told.width(),
        told.height(),
        Optional.of(FILMS),
        told.objectName(),
        told.cause());
  }
}
