package dev.weir.portal.callback.event;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RenditionEvent;
import dev.weir.contract.event.SnapshotKept;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something that happened to a tenant and that it may want to be told of. */
public sealed interface CallbackEvent {

  /**
   * By which it is known when it is put twice; empty for what is put once, because something else
   * is written down with it.
   */
  default Optional<UUID> id() {
    return Optional.empty();
  }

  /** What kind of event it is. */
  CallbackKind kind();

  /** What it is about. */
  Subject subject();

  /** When it happened. */
  Instant at();

  /** What it says, beside its subject; {@code docs/callbacks.md} has each. */
  JsonObject data();

  /** A publisher was let in. */
  record Published(StreamPublished begin) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.STREAM_PUBLISHED;
    }

    @Override
    public Subject subject() {
      return Subject.of(begin.address());
    }

    @Override
    public Instant at() {
      return begin.at();
    }

    @Override
    public JsonObject data() {
      return new JsonObject()
          .put("publish", begin.id().toString())
          .put("node", begin.node().value())
          .put("encoder", begin.software())
          .put("address", begin.peerAddress());
    }
  }

  /** A publisher is gone. */
  record Ended(StreamEnded end) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.STREAM_ENDED;
    }

    @Override
    public Subject subject() {
      return Subject.of(end.begin().address());
    }

    @Override
    public Instant at() {
      return end.at();
    }

    @Override
    public JsonObject data() {
      JsonArray tracks = new JsonArray();
      end.tracks()
          .forEach(track ->
              tracks.add(
                  new JsonObject()
                      .put("codec", track.codec())
                      .put("width", track.width())
                      .put("height", track.height())
                      .put("sampleRateHz", track.sampleRateHz())
                      .put("channels", track.channels())));
      return new Published(end.begin())
          .data()
          .put("startedAt", end.begin().at().toString())
          .put("reason", end.reason().name())
          .put("cause", end.cause())
          .put("bytes", end.bytes())
          .put("tracks", tracks);
    }
  }

  /**
   * How far a file of a recording has come. Its kind follows from its state, which is not {@code
   * SAVING}.
   */
  record Recording(RecordingEvent told) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return switch (told.state()) {
        case RUNNING, SAVING -> CallbackKind.RECORDING_STARTED;
        case READY -> CallbackKind.RECORDING_FINISHED;
        case FAILED -> CallbackKind.RECORDING_FAILED;
      };
    }

    @Override
    public Subject subject() {
      return Subject.of(told.address());
    }

    @Override
    public Instant at() {
      return told.at();
    }

    @Override
    public JsonObject data() {
      JsonObject data =
          new JsonObject()
              .put("recording", told.id().toString())
              .put("format", told.format().name())
              .put("startedAt", told.startedAt().toString());
      return switch (told.state()) {
        case RUNNING, SAVING -> data;
        case READY ->
            data.put("durationMs", told.durationMs())
                .put("bytes", told.bytes())
                .put("width", told.width())
                .put("height", told.height())
                .put("store", told.store().map(store -> store.value()).orElse(""))
                .put("object", told.objectName());
        case FAILED -> data.put("cause", told.cause());
      };
    }
  }

  /** A rendition can be watched, or cannot be made; it is about its source. */
  record Rendition(RenditionEvent told) implements CallbackEvent {

    @Override
    public Optional<UUID> id() {
      return Optional.of(told.id());
    }

    @Override
    public CallbackKind kind() {
      return told.cause().isEmpty() ? CallbackKind.RENDITION_READY : CallbackKind.RENDITION_FAILED;
    }

    @Override
    public Subject subject() {
      return Subject.of(told.source());
    }

    @Override
    public Instant at() {
      return told.at();
    }

    @Override
    public JsonObject data() {
      JsonObject data = new JsonObject().put("rendition", told.rendition().value());
      return told.cause().isEmpty() ? data : data.put("cause", told.cause());
    }
  }

  /** A picture of a stream was taken. */
  record Snapshot(SnapshotKept told) implements CallbackEvent {

    @Override
    public Optional<UUID> id() {
      return Optional.of(told.id());
    }

    @Override
    public CallbackKind kind() {
      return CallbackKind.SNAPSHOT_TAKEN;
    }

    @Override
    public Subject subject() {
      return Subject.of(told.stream());
    }

    @Override
    public Instant at() {
      return told.takenAt();
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("object", told.objectName());
    }
  }

  /**
   * What an encoder sends is not well, or is again.
   *
   * @param finding the name of what was found
   * @param sentence cause and remedy in words
   */
  record Health(
      StreamAddress address, Instant at, boolean restored, String finding, String sentence)
      implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return restored ? CallbackKind.HEALTH_RESTORED : CallbackKind.HEALTH_DEGRADED;
    }

    @Override
    public Subject subject() {
      return Subject.of(address);
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("finding", finding).put("sentence", sentence);
    }
  }

  /**
   * A domain has another state.
   *
   * @param state its new one
   * @param cause why; empty where somebody wanted it
   */
  record DomainChanged(DomainName domain, Instant at, String state, String cause)
      implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.DOMAIN_CHANGED;
    }

    @Override
    public Subject subject() {
      return Subject.of(domain);
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("state", state).put("cause", cause);
    }
  }

  /**
   * A certificate was stored, or ends soon.
   *
   * @param notAfter when it ends
   * @param ending whether that is why it is told of
   */
  record Certificate(DomainName domain, Instant at, Instant notAfter, boolean ending)
      implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return ending ? CallbackKind.CERTIFICATE_ENDING : CallbackKind.CERTIFICATE_STORED;
    }

    @Override
    public Subject subject() {
      return Subject.of(domain);
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("notAfter", notAfter.toString());
    }
  }

  /**
   * A quota is used up, or has room again.
   *
   * @param quota its name
   */
  record Quota(String quota, Instant at, boolean restored) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return restored ? CallbackKind.QUOTA_RESTORED : CallbackKind.QUOTA_EXCEEDED;
    }

    @Override
    public Subject subject() {
      return Subject.ofTenant();
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("quota", quota);
    }
  }

  /**
   * Which alarm it is.
   *
   * @param id of this one, the same when it is raised and when it is over
   * @param kind what its rule looks at
   * @param rule what the rule is called
   */
  record AlarmName(UUID id, String kind, String rule) {}

  /**
   * An alarm has been raised, or is over.
   *
   * @param about a stream, a domain or the tenant
   * @param alarm which one
   * @param sentence what it is, in words
   */
  record Alarm(Subject about, Instant at, boolean cleared, AlarmName alarm, String sentence)
      implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return cleared ? CallbackKind.ALARM_CLEARED : CallbackKind.ALARM_RAISED;
    }

    @Override
    public Subject subject() {
      return about;
    }

    @Override
    public JsonObject data() {
      return new JsonObject()
          .put("id", alarm.id().toString())
          .put("alarm", alarm.kind())
          .put("rule", alarm.rule())
          .put("sentence", sentence);
    }
  }

  /**
   * A part of a budget is used up.
   *
   * @param budget which one
   * @param percent how much of it
   */
  record Budget(String budget, Instant at, int percent) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.BUDGET_REACHED;
    }

    @Override
    public Subject subject() {
      return Subject.ofTenant();
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("budget", budget).put("percent", percent);
    }
  }

  /**
   * An invoice is final.
   *
   * @param number of the invoice
   * @param month that it is for, as {@code 2026-11}
   * @param totalMinorUnits with tax
   * @param currency ISO 4217
   */
  record Invoice(String number, Instant at, String month, long totalMinorUnits, String currency)
      implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.INVOICE_ISSUED;
    }

    @Override
    public Subject subject() {
      return Subject.ofTenant();
    }

    @Override
    public JsonObject data() {
      return new JsonObject()
          .put("invoice", number)
          .put("month", month)
          .put("totalMinorUnits", totalMinorUnits)
          .put("currency", currency);
    }
  }

  /** Somebody tries the endpoint. */
  record Trial(Instant at, String by) implements CallbackEvent {

    @Override
    public CallbackKind kind() {
      return CallbackKind.TRIAL;
    }

    @Override
    public Subject subject() {
      return Subject.ofTenant();
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("by", by);
    }
  }
}
