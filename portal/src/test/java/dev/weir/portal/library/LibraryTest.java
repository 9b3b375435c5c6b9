package dev.weir.portal.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingEvent.State;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.storage.StorageClass;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Role;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.quota.FullStores;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.Quotas;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStores;
import dev.weir.runtime.storage.RecordingObjects;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes tell of recordings, and what becomes of it: pages, files, deletion, retention. */
@Timeout(120)
class LibraryTest {

  private static final byte[] MEDIA = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private static PortalHouse house;

  private final String domain = "library" + TENANTS.incrementAndGet() + ".example.org";
  private TenantId tenant;
  private RecordingLog log;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void aTenant() {
    tenant = house.tenantWithoutPassword("owner@" + domain, domain);
    log = new RecordingLog(house.database(), new Outbox(house.time()));
  }

  @AfterEach
  void theStoreIsBack() {
    house.objects().away(false);
  }

  @Test
  void theLatestThatWasToldCountsWhateverTheOrder() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    keep(one.told(State.SAVING, 100, ""), one.told(State.RUNNING, 50, ""));
    assertThat(find(one).told()).isEqualTo(one.told(State.SAVING, 100, ""));
    keep(one.told(State.READY, 101, ""), one.told(State.SAVING, 100, ""));
    assertThat(find(one).told().state()).isEqualTo(State.READY);
    assertThat(find(one).keptUntil()).isEmpty();
  }

  @Test
  void whatALostNodeWasAtWorkOnHasFailedUntilTheNodeIsBack() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    RecordingLog.OpenBoot open = new RecordingLog.OpenBoot(tenant, new BootId("boot1"));
    assertThat(log.open()).contains(open);
    assertThat(log.lose(open, house.time().now())).isEqualTo(1);
    assertThat(find(one).told().cause()).isEqualTo(RecordingLog.NODE_LOST);
    assertThat(log.open()).doesNotContain(open);
    assertThat(owner().get("/recordings/" + one.id()).body()).contains("was lost");
    keep(one.told(State.READY, 20, ""));
    assertThat(find(one).told().state()).isEqualTo(State.READY);
  }

  @Test
  void aRecordingIsFoundNamedFetchedAndDeleted() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
    Recorded.of(tenant, domain, "other", RecordingFormat.FLV).ready(house, MEDIA);
    Browser owner = owner();
    assertThat(owner.get("/recordings").body())
        .contains("live/cam-1", "live/other", "1 h 0 min", "360 MB", "1920 × 1080", "Ready");
    assertThat(owner.get("/recordings?name=cam&format=MP4&from=2026-11-22").body())
        .contains("live/cam-1")
        .doesNotContain("live/other");
    assertThat(owner.get("/recordings?in=" + domain + "/live&name=cam-1").body())
        .contains("live/cam-1")
        .doesNotContain("live/other");
    assertThat(owner.get("/recordings?name=nothing").body()).contains("No recording matches");

    String page = "/recordings/" + one.id();
    assertThat(owner.get(page).body())
        .contains("<video", page + "/file", one.object().path(), page + "/poster")
        .doesNotContain("<iframe");
    owner.post(page + "/rename", Map.of("title", "The final"));
    assertThat(owner.get("/recordings").body()).contains("The final");
    HttpResponse<String> part = range(owner, page + "/file", "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    assertThat(owner.get(page + "/file?keep").body()).isEqualTo("0123456789");
    assertThat(range(owner, page + "/file", "bytes=10-").statusCode()).isEqualTo(416);

    assertThat(owner.post(page + "/delete", Map.of("name", "live/other")).statusCode())
        .isEqualTo(422);
    assertThat(owner.post(page + "/delete", Map.of("name", "live/cam-1")).statusCode())
        .isEqualTo(303);
    assertThat(owner.get(page).statusCode()).isEqualTo(404);
    assertThat(house.objects().find(one.object())).isEmpty();
    assertThat(house.dump("audit_entry")).contains("RECORDING_RENAMED", "RECORDING_DELETED");
  }

  @Test
  void segmentsArePlayedByThePlayDomainAndAllFilesAreOffered() {
    Recorded list = Recorded.of(tenant, domain, "cam-1", RecordingFormat.HLS).ready(house, MEDIA);
    Recorded movie = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
    Recorded flv = Recorded.of(tenant, domain, "cam-1", RecordingFormat.FLV).ready(house, MEDIA);
    Recorded.of(tenant, domain, "cam-2", RecordingFormat.FLV).ready(house, MEDIA);
    for (Recorded one : List.of(list, movie, flv)) {
      HttpResponse<String> page = owner().get("/recordings/" + one.id());
      assertThat(page.body())
          .contains(
              "src=\"http://" + domain + ":8081/live/cam-1/recordings/" + list.id() + ".html?")
          .contains("embed=1", "Download MP4, 360 MB", "Download FLV, 360 MB")
          .doesNotContain("<video", "Download HLS");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("frame-src 'self' http://" + domain + ":8081");
    }
  }

  @Test
  void aRecordingHasItsPictureInTheListAndOnItsPage() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
    String poster = "/recordings/" + one.id() + "/poster";
    Browser owner = owner();
    assertThat(owner.get("/recordings").body()).contains(poster, "loading=\"lazy\"");
    HttpResponse<String> blank = owner.get(poster);
    assertThat(blank.statusCode()).isEqualTo(200);
    assertThat(blank.headers().firstValue("Content-Type")).contains("image/svg+xml");
    assertThat(blank.headers().firstValue("Cache-Control")).contains("private, no-store");
    ObjectName name = RecordingObjects.poster(find(one).told().address(), one.id());
    house.objects().put(name, MEDIA);
    HttpResponse<String> picture = owner.get(poster);
    assertThat(picture.body()).isEqualTo("0123456789");
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
    owner.get("/recordings/" + one.id());
    owner.post("/recordings/" + one.id() + "/delete", Map.of("name", "live/cam-1"));
    assertThat(house.objects().find(name)).isEmpty();
  }

  @Test
  void aStoreThatStaysAwayIsToldUntilItTakesTheRecording() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.SAVING, 10, ""), one.told(State.SAVING, 12, "STORAGE_FULL"));
    Browser owner = owner();
    String page = "/recordings/" + one.id();
    assertThat(owner.get("/recordings").body()).contains("Waiting for the store");
    assertThat(owner.get(page).body())
        .contains("Waiting for the store", "no room left in the object store", "by itself");

    one.ready(house, MEDIA);
    assertThat(owner.get(page).body()).doesNotContain("Waiting for the store", "by itself once");
  }

  @Test
  void whatWasDeletedStaysDeletedWhateverItsNodeTells() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    log.lose(new RecordingLog.OpenBoot(tenant, new BootId("boot1")), house.time().now());
    Browser owner = owner();
    owner.get("/recordings/" + one.id());
    owner.post("/recordings/" + one.id() + "/delete", Map.of("name", "live/cam-1"));
    keep(one.told(State.SAVING, 20, ""));
    assertThat(owner.get("/recordings").body()).doesNotContain("cam-1");

    // The node is back, and has saved what it had.
    one.ready(house, MEDIA);
    assertThat(owner.get("/recordings").body()).contains("Being deleted");
    assertThat(new LibrarySweep(room()).sweep()).isEqualTo(1);
    assertThat(house.objects().find(one.object())).isEmpty();
    keep(one.told(State.RUNNING, 30, ""));
    assertThat(owner.get("/recordings").body()).doesNotContain("cam-1");
  }

  @Test
  void whatFailedIsForgottenAndWelcomeLater() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    log.lose(new RecordingLog.OpenBoot(tenant, new BootId("boot1")), house.time().now());
    house.time().advance(Duration.ofDays(31));
    assertThat(new LibrarySweep(room()).sweep()).isEqualTo(1);
    one.ready(house, MEDIA);
    assertThat(find(one).isReady()).isTrue();
  }

  @Test
  void whatTheStoreDoesNotDeleteNowIsDeletedLater() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
    Browser owner = owner();
    String page = "/recordings/" + one.id();
    owner.get(page);
    house.objects().away(true);
    owner.post(page + "/delete", Map.of("name", "live/cam-1"));
    assertThat(owner.get(page).body()).contains("Being deleted").doesNotContain("<video");
    house.objects().away(false);
    LibrarySweep sweep = new LibrarySweep(room());
    assertThat(sweep.sweep()).isZero();
    house.time().advance(LibrarySweep.AGAIN.plusSeconds(1));
    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(house.objects().find(one.object())).isEmpty();
  }

  @Test
  void aRecordingIsKeptForAsLongAsItsRuleWantedWhenItBegan() {
    rules("[{\"id\":\"%s\",\"stream\":\"cam-*\",\"formats\":[\"hls\"],\"retentionHours\":2}]");
    Recorded source = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    Recorded rendition = Recorded.of(tenant, domain, "cam-1_lhd", RecordingFormat.MP4);
    Recorded other = Recorded.of(tenant, domain, "other", RecordingFormat.MP4);
    keep(source.told(State.RUNNING, 1, ""), other.told(State.RUNNING, 1, ""));
    house.sql("DELETE FROM keeping_rules");
    rules("[{\"id\":\"%s\",\"stream\":\"cam-1\",\"formats\":[\"mp4\"],\"retentionHours\":3}]");
    rendition.ready(house, MEDIA);
    keep(source.told(State.READY, 60, ""), other.told(State.READY, 60, ""));
    assertThat(find(source).keptUntil())
        .contains(Recorded.BEGAN.plusSeconds(60).plus(Duration.ofHours(2)));
    assertThat(find(rendition).keptUntil())
        .contains(Recorded.BEGAN.plusSeconds(3_600).plus(Duration.ofHours(3)));
    assertThat(find(other).keptUntil()).isEmpty();

    house.time().jumpTo(Recorded.BEGAN.plus(Duration.ofHours(5)));
    assertThat(new LibrarySweep(room()).sweep()).isEqualTo(2);
    assertThat(owner().get("/recordings").body()).contains("other").doesNotContain("cam-1");
  }

  @Test
  void aRecordingGoesOverIntoTheColderClassOfItsRule() {
    rules(
        "[{\"id\":\"%s\",\"stream\":\"cam-*\",\"formats\":[\"mp4\"],"
            + "\"cooling\":{\"afterDays\":30,\"storageClass\":\"GLACIER\"}}]");
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).ready(house, MEDIA);
    Recorded other = Recorded.of(tenant, domain, "other", RecordingFormat.MP4).ready(house, MEDIA);
    LibraryCooling cooling = new LibraryCooling(room());
    house.time().jumpTo(Recorded.BEGAN.plus(Duration.ofDays(29)));
    assertThat(cooling.cool()).isZero();

    house.time().jumpTo(Recorded.BEGAN.plus(Duration.ofDays(31)));
    house.objects().away(true);
    assertThat(cooling.cool()).isZero();
    house.objects().away(false);
    house.time().advance(LibraryCooling.AGAIN.plusSeconds(1));
    assertThat(cooling.cool()).isEqualTo(1);
    assertThat(cooling.cool()).isZero();

    assertThat(house.objects().movedTo(one.object())).contains(StorageClass.GLACIER);
    assertThat(house.objects().movedTo(other.object())).isEmpty();
    assertThat(find(one).isArchived()).isTrue();
    assertThat(owner().get("/recordings/" + one.id()).body())
        .contains("GLACIER", "bring it back in the store");
  }

  @Test
  void aSecondPersonAgreesWhereTheTenantWantsOneAndReadersChangeNothing() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.HLS).ready(house, MEDIA);
    house.sql(
        "INSERT INTO tenant_setting (tenant_id, second_person, changed_at, changed_by) VALUES ('"
            + tenant
            + "', '{RECORDING_DELETION}', now(), '')");
    Browser owner = owner();
    String page = "/recordings/" + one.id();
    assertThat(owner.get(page).body()).contains("no single file").doesNotContain("<video");
    owner.post(page + "/delete", Map.of("name", "live/cam-1"));
    assertThat(find(one).deleting()).isFalse();
    assertThat(owner.get("/approvals").body()).contains("Delete a recording", "live/cam-1");
    assertThat(owner.get(page + "/file").statusCode()).isEqualTo(404);

    Browser viewer = house.signedIn(tenant, Role.VIEWER);
    assertThat(viewer.get(page).body()).doesNotContain("Delete the recording");
    assertThat(viewer.post(page + "/rename", Map.of("title", "mine")).statusCode()).isEqualTo(403);
  }

  @Test
  void storageIsCountedAndWhatIsBeingRecordedIsNotDeleted() {
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    Quotas quotas = new Quotas(house.database(), new AuditLog(house.time()), house.time());
    assertThat(quotas.use(Actor.commandLine(tenant), QuotaKind.STORAGE_BYTES).used())
        .isEqualTo(1_000_000);
    Browser owner = owner();
    owner.get("/recordings");
    assertThat(
            owner
                .post("/recordings/" + one.id() + "/delete", Map.of("name", "live/cam-1"))
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void aLiveStreamIsRecordedWhenSomebodyAsksForIt() {
    Browser owner = owner();
    String page = "/streams/" + domain + "/live/cam-1";
    assertThat(owner.get(page).body()).doesNotContain("Record now");
    new LiveTelling(house.live()).live(LiveTelling.stream(tenant, domain, "cam-1", "OBS"));
    assertThat(owner.get(page).body()).contains("Record now");
    assertThat(followed(owner, page + "/record")).contains("done=recording");
    Recorded one = Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4);
    keep(one.told(State.RUNNING, 10, ""));
    assertThat(owner.get(page).body()).contains("End the recording");
    assertThat(followed(owner, page + "/record/end")).contains("done=recorded");
    assertThat(followed(owner, "/streams/" + domain + "/live/other/record"))
        .contains("done=was-not-live");
    assertThat(house.recorders().asked())
        .containsSubsequence("start live/cam-1", "stop live/cam-1", "start live/other");
    assertThat(house.dump("audit_entry")).contains("RECORDING_STARTED", "RECORDING_STOPPED");
  }

  @Test
  void aFullStoreBeginsNoRecordingAndSaysSoUntilThereIsRoom() {
    rules("[{\"id\":\"%s\",\"stream\":\"*\",\"formats\":[\"mp4\"]}]");
    FullStores stores = new FullStores(house.database(), house.time());
    stores.look();
    assertThat(recordingRules()).hasSize(1);
    quota(1_000_000);
    keep(Recorded.of(tenant, domain, "cam-1", RecordingFormat.MP4).told(State.RUNNING, 10, ""));
    stores.look();

    assertThat(recordingRules()).isEmpty();
    Browser owner = owner();
    String page = "/streams/" + domain + "/live/full";
    new LiveTelling(house.live()).live(LiveTelling.stream(tenant, domain, "full", "OBS"));
    assertThat(owner.get(page).body()).contains("Storage is full").doesNotContain("Record now");
    assertThat(followed(owner, page + "/record")).contains("done=record-full");
    assertThat(house.recorders().asked()).doesNotContain("start live/full");
    assertThat(owner.get("/recordings").body()).contains("nothing new is recorded");

    quota(2_000_000);
    stores.look();
    assertThat(recordingRules()).hasSize(1);
    assertThat(owner.get(page).body()).contains("Record now").doesNotContain("Storage is full");
  }

  private List<RecordingRule> recordingRules() {
    return new DomainStore(house.database(), house.box())
        .of(tenant)
        .pushDomains()
        .getFirst()
        .push()
        .orElseThrow()
        .keeping()
        .recordings();
  }

  private void quota(long bytes) {
    house.sql("DELETE FROM tenant_quota WHERE tenant_id = '" + tenant + "'");
    house.sql(
        "INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by) VALUES ('"
            + tenant
            + "', 'STORAGE_BYTES', "
            + bytes
            + ", now(), '')");
  }

  private static String followed(Browser browser, String path) {
    return browser.post(path, Map.of()).headers().firstValue("Location").orElse("nowhere");
  }

  private Browser owner() {
    return house.signedIn(tenant, Role.OWNER);
  }

  private void keep(RecordingEvent... events) {
    log.keep(tenant, List.of(events));
  }

  private Recording find(Recorded one) {
    return new Library(room()).find(Actor.commandLine(tenant), one.id());
  }

  private LibraryRoom room() {
    return LibraryRoom.of(house.database(), ObjectStores.only(house.objects()), house.time());
  }

  private void rules(String rules) {
    house.sql(
        "INSERT INTO keeping_rules (tenant_id, domain_id, kind, rules, revision, changed_by)"
            + " SELECT tenant_id, id, 'recordings', '"
            + rules.formatted(one())
            + "', 2, '' FROM domain WHERE name = '"
            + new DomainName(domain)
            + "'");
  }

  private static String one() {
    return "00000000-0000-0000-0000-000000000001";
  }

  private static HttpResponse<String> range(Browser browser, String path, String range) {
    return browser.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.portal().port() + path))
            .header("Range", range));
  }
}
