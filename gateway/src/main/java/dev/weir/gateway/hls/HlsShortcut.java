package dev.weir.gateway.hls;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.analytics.Tally;
import dev.weir.gateway.answer.Compression;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.gateway.viewer.Sighting;
import dev.weir.runtime.http.RequestId;
import dev.weir.runtime.http.ShortAnswer;
import dev.weir.runtime.http.Shortcut;
import dev.weir.stream.timeline.Held;
import dev.weir.stream.timeline.PlaylistForm;
import dev.weir.stream.timeline.PrintedPlaylist;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineView;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.util.ReferenceCounted;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer's player goes on asking over one connection: playlists in their full form, and
 * files that are there. It answers byte for byte as {@link PlaylistDesk} and {@link FileDesk}
 * would; whatever waits, is refused or may have changed is theirs. On the connection's event loop.
 */
final class HlsShortcut implements Shortcut {

  private static final int OK = 200;

  private final HlsDelivery delivery;
  private final PlayGrant grant;
  private final Standing standing;
  private final Egress.Meter meter;
  private final Tally watching;
  private final Tab common;
  private final Tab lowLatency;
  private final String folder;
  private final String commonFields;
  private final boolean gzip;
  private final boolean inClear;
  private final HlsPress press = new HlsPress();

  /** Of the last answer. */
  private int lastBytes;

  /**
   * For what follows a request that was let through.
   *
   * @param request whose answer has the fields that every answer of this viewer's begins with
   */
  HlsShortcut(HlsDelivery delivery, PlayGrant grant, Standing standing, HttpServerRequest request) {
    this.delivery = delivery;
    this.grant = grant;
    this.standing = standing;
    this.meter = delivery.meter(grant);
    this.watching = delivery.watching(grant);
    this.common = delivery.tab(grant, MeterDetail.HLS);
    this.lowLatency = delivery.tab(grant, MeterDetail.LL_HLS);
    String path = request.path();
    this.folder = path.substring(0, path.lastIndexOf('/') + 1);
    this.gzip = Compression.isAccepted(request);
    this.inClear = !request.isSSL();
    StringBuilder fields = new StringBuilder();
    for (Map.Entry<String, String> field : request.response().headers()) {
      if (!field.getKey().equalsIgnoreCase(RequestId.HEADER)) {
        field(fields, field.getKey(), field.getValue());
      }
    }
    this.commonFields = fields.toString();
  }

  @Override
  public @Nullable ShortAnswer answer(String target) {
    if (!target.startsWith(folder) || !standing.unchanged()) {
      return null;
    }
    String name = target.substring(folder.length());
    Optional<HlsResource> resource = HlsNames.parse(name);
    Future<Timeline> found = delivery.timeline(grant);
    if (resource.isEmpty() || !isOfGrant(resource.get()) || !found.succeeded()) {
      return null;
    }
    Timeline timeline = found.result();
    ShortAnswer answer = answer(timeline, resource.get(), name);
    if (answer != null) {
      Sighting viewer = delivery.note(grant, resource.get(), timeline.view(), watching);
      viewer.sent(lastBytes);
      tab(resource.get()).tally().answered(OK);
    }
    return answer;
  }

  /** Whether a domain allows a container is looked at when a request asks for the other one. */
  private boolean isOfGrant(HlsResource resource) {
    return resource.isTransportStream() == (grant.protocol() == PlayProtocol.HLS_TS);
  }

  private @Nullable ShortAnswer answer(Timeline timeline, HlsResource resource, String name) {
    return switch (resource) {
      case HlsResource.Playlist(PlaylistForm form) ->
          playlist(timeline.view(), form, tab(resource));
      case HlsResource.Init _,
          HlsResource.Segment _,
          HlsResource.Chunk _,
          HlsResource.TransportSegment _ ->
          FileDesk.find(timeline, resource) instanceof Held.Here here
              ? file(here, resource, FileDesk.tag(timeline, name))
              : null;
    };
  }

  /** Segments are large and last; what is small is written faster than it is made a file of. */
  private static boolean isWhole(HlsResource resource) {
    return switch (resource) {
      case HlsResource.Segment _, HlsResource.TransportSegment _ -> true;
      case HlsResource.Init _, HlsResource.Chunk _, HlsResource.Playlist _ -> false;
    };
  }

  private Tab tab(HlsResource resource) {
    return HlsDelivery.way(resource, false) == MeterDetail.LL_HLS ? lowLatency : common;
  }

  private @Nullable ShortAnswer playlist(TimelineView view, PlaylistForm form, Tab tab) {
    if (HlsPress.playlist(view, form).isEmpty()) {
      return null;
    }
    PrintedPlaylist printed = view.printed(form, press);
    ByteBuf bytes = printed.lease(gzip).orElse(null);
    if (bytes == null) {
      return null;
    }
    StringBuilder fields = begin(PlaylistAnswer.TYPE, PlaylistAnswer.CACHING);
    field(fields, "etag", PlaylistAnswer.tag(printed, gzip));
    field(fields, "vary", "accept-encoding");
    if (gzip) {
      field(fields, "content-encoding", "gzip");
    }
    return end(fields, bytes, bytes.readableBytes(), tab);
  }

  private @Nullable ShortAnswer file(Held.Here here, HlsResource resource, String tag) {
    Optional<DefaultFileRegion> region =
        isWhole(resource) && inClear ? here.bytes().region() : Optional.empty();
    Optional<ByteBuf> bytes = region.isPresent() ? Optional.empty() : here.bytes().lease();
    if (region.isEmpty() && bytes.isEmpty()) {
      return null;
    }
    Tab tab = tab(resource);
    StringBuilder fields = begin(FileDesk.type(resource), FileAnswer.CACHING);
    field(fields, "etag", "\"" + tag + "\"");
    field(fields, "accept-ranges", "bytes");
    return region
        .map(r -> end(fields, r, Math.toIntExact(r.count()), tab))
        .orElseGet(
            () -> end(fields, bytes.orElseThrow(), bytes.orElseThrow().readableBytes(), tab));
  }

  private StringBuilder begin(String type, String caching) {
    StringBuilder fields = new StringBuilder(commonFields.length() + 256).append(commonFields);
    field(fields, "content-type", type);
    field(fields, "cache-control", caching);
    return fields;
  }

  private ShortAnswer end(StringBuilder fields, ReferenceCounted body, int size, Tab tab) {
    fields.append("content-length: ").append(size).append("\r\n");
    lastBytes = fields.length() + size;
    meter.sent(lastBytes);
    return new ShortAnswer(fields.toString(), body, size, tab::taken);
  }

  private static void field(StringBuilder fields, String name, String value) {
    fields.append(name).append(": ").append(value).append("\r\n");
  }
}
