package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.gateway.meter.Tab;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.timeline.PlaylistForm;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineView;
import dev.weir.stream.timeline.TimelineView.Stage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Hands out media playlists: at once, or when they have come as far as the player asks. */
final class PlaylistDesk {

  /**
   * How long a first playlist is waited for. A stream shows how long its groups of pictures are
   * with the second key frame; players wait ten seconds for an answer to begin.
   */
  static final Duration FIRST_PLAYLIST_WAIT = Duration.ofSeconds(9);

  /**
   * Whoever asks for a part far ahead is given what there is after six tenths of a target duration:
   * hls.js without its low-latency mode asks for the last part of the next segment and gives up
   * after eight tenths.
   */
  static final long FAR_AHEAD_PATIENCE_MS_PER_S = 600;

  private final HlsPress press = new HlsPress();

  /** The first view that a player can begin with, or in which it is clear that none will come. */
  Future<TimelineView> firstView(Timeline timeline, HlsContainer container, Duration patience) {
    return await(timeline, view -> isOver(view) || canBegin(view, container), patience);
  }

  /**
   * Answers with a playlist; fails with a fault, and then has not answered.
   *
   * @param standing tells why the viewer may no longer have it; asked when it was waited for
   * @param tab what it is put on
   */
  Future<Void> send(
      HttpServerRequest request,
      Timeline timeline,
      PlaylistForm form,
      Supplier<Optional<FaultCode>> standing,
      Tab tab) {
    ReloadDirectives directives =
        form == PlaylistForm.TS ? ReloadDirectives.NONE : ReloadDirectives.read(request.params());
    TimelineView now = timeline.view();
    return listed(timeline, form)
        .compose(view -> reload(timeline, view, form, directives))
        .compose(view -> {
          if (view != now) {
            standing.get().ifPresent(PlaylistDesk::refuse);
          }
          return answer(request, view, form, directives, tab);
        });
  }

  private static void refuse(FaultCode code) {
    throw new WeirFault(code, "while it was waited for");
  }

  private Future<TimelineView> listed(Timeline timeline, PlaylistForm form) {
    return await(
            timeline,
            view ->
                isOver(view) || HlsPress.playlist(view, form).isPresent() || !canCome(view, form),
            FIRST_PLAYLIST_WAIT)
        .map(view -> {
          playlist(view, form);
          return view;
        });
  }

  private Future<TimelineView> reload(
      Timeline timeline, TimelineView first, PlaylistForm form, ReloadDirectives directives) {
    MediaPlaylist playlist = playlist(first, form);
    directives.check(playlist);
    int targetS = playlist.terms().targetDurationS();
    Predicate<TimelineView> satisfied =
        view -> HlsPress.playlist(view, form).map(directives::satisfiedBy).orElse(true);
    return directives.isFarAhead(playlist)
        ? await(timeline, satisfied, Duration.ofMillis(FAR_AHEAD_PATIENCE_MS_PER_S * targetS))
            .recover(failure ->
                WeirFault.codeOf(failure) == FaultCode.PLAYLIST_WAIT_TIMEOUT
                    ? Future.succeededFuture(timeline.view())
                    : Future.failedFuture(failure))
        : await(timeline, satisfied, Duration.ofSeconds(3L * targetS));
  }

  private Future<Void> answer(
      HttpServerRequest request,
      TimelineView view,
      PlaylistForm form,
      ReloadDirectives directives,
      Tab tab) {
    MediaPlaylist playlist = playlist(view, form);
    PlaylistForm printed = directives.skip() ? form.delta() : form;
    String caching =
        directives.sequence().isPresent() && directives.satisfiedBy(playlist)
            ? "public, max-age=" + playlist.terms().targetDurationS()
            : PlaylistAnswer.CACHING;
    PlaylistAnswer.send(request, view.printed(printed, press), caching, tab);
    return Future.succeededFuture();
  }

  private static MediaPlaylist playlist(TimelineView view, PlaylistForm form) {
    return HlsPress.playlist(view, form)
        .orElseThrow(() -> new WeirFault(absence(view, form), "form=" + form));
  }

  private static FaultCode absence(TimelineView view, PlaylistForm form) {
    if (view.ended()) {
      return FaultCode.STREAM_ENDED;
    }
    return form == PlaylistForm.TS || view.stage() == Stage.UNPLAYABLE
        ? FaultCode.CODEC_NOT_IN_CONTAINER
        : FaultCode.NOT_FOUND;
  }

  private static boolean isOver(TimelineView view) {
    return view.ended() || view.stage() == Stage.UNPLAYABLE;
  }

  /** Whether a playlist that is not there yet may still come, by what the stream consists of. */
  private static boolean canCome(TimelineView view, PlaylistForm form) {
    return switch (form) {
      case VIDEO, VIDEO_DELTA -> view.tracks().isEmpty() || carries(view, TrackKind.VIDEO);
      case AUDIO, AUDIO_DELTA -> view.tracks().isEmpty() || carries(view, TrackKind.AUDIO);
      case TS -> Containers.carries(HlsContainer.TS, view.tracks());
    };
  }

  private static boolean carries(TimelineView view, TrackKind kind) {
    return view.tracks().stream().anyMatch(track -> TrackKind.of(track) == kind);
  }

  private static boolean canBegin(TimelineView view, HlsContainer container) {
    if (view.tracks().isEmpty()) {
      return false;
    }
    return switch (container) {
      case CMAF ->
          view.tracks().stream().allMatch(track -> view.playlist(TrackKind.of(track)).isPresent());
      case TS -> view.muxed().isPresent() || !canCome(view, PlaylistForm.TS);
    };
  }

  private static Future<TimelineView> await(
      Timeline timeline, Predicate<TimelineView> arrived, Duration patience) {
    return timeline.await(NettyLoop.of(Vertx.currentContext()), arrived, patience);
  }
}
