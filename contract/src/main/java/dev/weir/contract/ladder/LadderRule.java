package dev.weir.contract.ladder;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which streams get which renditions, and when.
 *
 * @param app the app whose streams are meant; empty for all
 * @param stream the names that are meant
 * @param templates the renditions, at most {@link #MAX_RENDITIONS}; none for streams that are to
 *     have no renditions, whatever a later rule says
 * @param start when encoding begins, if at all
 * @param idle how long encoding goes on without a viewer of any rendition, where it {@link
 *     Start#AT_FIRST_VIEWER begins with one}
 * @param watermark what is laid over all of these renditions; the stream itself stays as it is
 */
public record LadderRule(
    Optional<AppName> app,
    Wildcard stream,
    List<TemplateId> templates,
    Start start,
    Duration idle,
    Optional<WatermarkId> watermark) {

  /** Most renditions of a stream. */
  public static final int MAX_RENDITIONS = 8;

  /** How long encoding goes on without a viewer, unless a rule says otherwise. */
  public static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

  /** Longest that encoding may go on without a viewer. */
  public static final Duration MAX_IDLE = Duration.ofHours(1);

  /**
   * Throws {@link IllegalArgumentException} for repeated or too many templates, a bad time, or a
   * watermark where nothing is encoded.
   */
  public LadderRule {
    templates = List.copyOf(templates);
    if (templates.size() > MAX_RENDITIONS
        || templates.stream().distinct().count() != templates.size()) {
      throw new IllegalArgumentException("a stream has up to 8 renditions, each once");
    }
    if (idle.isNegative() || idle.compareTo(MAX_IDLE) > 0) {
      throw new IllegalArgumentException("encoding goes on without viewers for 0 to 3,600 s");
    }
    if (watermark.isPresent() && start == Start.SENT_BY_ENCODER) {
      throw new IllegalArgumentException("what an encoder sends gets no watermark");
    }
  }

  /** A rule for renditions without a watermark. */
  public LadderRule(
      Optional<AppName> app,
      Wildcard stream,
      List<TemplateId> templates,
      Start start,
      Duration idle) {
    this(app, stream, templates, start, idle, Optional.empty());
  }

  /** The same rule, with this watermark or none. */
  public LadderRule marked(Optional<WatermarkId> with) {
    return new LadderRule(app, stream, templates, start, idle, with);
  }

  /** When encoding begins. */
  public enum Start {
    /** With the publish. */
    AT_PUBLISH,
    /** When somebody asks for a rendition. */
    AT_FIRST_VIEWER,
    /** Never: the encoder sends them, as further video tracks, the first as track 1. */
    SENT_BY_ENCODER
  }

  boolean means(AppName ofApp, StreamName named) {
    return (app.isEmpty() || app.get().equals(ofApp)) && stream.matches(named.value());
  }
}
