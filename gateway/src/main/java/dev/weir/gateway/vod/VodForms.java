package dev.weir.gateway.vod;

import dev.weir.contract.keeping.RecordingFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What there is of a recording, so that a page asks for nothing that is not there.
 *
 * @param formats in which it can be had
 * @param picture whether it has one, which is made after it
 */
record VodForms(List<RecordingFormat> formats, boolean picture) {

  VodForms {
    formats = List.copyOf(formats);
  }

  /**
   * Of one recording.
   *
   * @param isThere whether the stores have a file
   */
  static VodForms of(Predicate<VodResource> isThere, VodResource recording) {
    return new VodForms(
        Arrays.stream(RecordingFormat.values())
            .filter(format -> isThere.test(recording.in(format)))
            .toList(),
        isThere.test(recording.poster()));
  }

  /** As {@code {"formats":["hls"],"picture":true}}. */
  String json() {
    String named =
        formats.stream()
            .map(format -> '"' + format.name().toLowerCase(Locale.ROOT) + '"')
            .collect(Collectors.joining(","));
    return "{\"formats\":[%s],\"picture\":%b}".formatted(named, picture);
  }
}
