package dev.weir.portal.library;

import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.listing.ListPlace;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody looks for in the library. Empty means anything.
 *
 * @param domain push domain
 * @param app app
 * @param stream how the name of the stream, or the rendition, begins
 * @param format kind of file
 * @param from first day on which its media may begin, in UTC
 * @param to last day, in UTC
 * @param label a label that the stream has now
 * @param before only what stands below this place
 */
public record RecordingQuery(
    String domain,
    String app,
    String stream,
    Optional<RecordingFormat> format,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<Label> label,
    Optional<ListPlace> before) {}
