package dev.weir.recorder.export;

import java.nio.file.Path;

/**
 * A file that is made, and what it is called: the recording's name and then {@code suffix}.
 *
 * @param suffix such as {@code .mp4}, or {@code /video.mp4} for what lies below
 * @param file where it is
 * @param mediaType what it is
 */
public record ExportedFile(String suffix, Path file, String mediaType) {}
