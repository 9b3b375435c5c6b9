package dev.weir.runtime.config;

/**
 * One value as somebody wrote it.
 *
 * @param text the value
 * @param origin where it was written, in the words of whoever wrote it: {@code weir.yaml}, {@code
 *     environment WEIR_OPS_PORT}, {@code --ops.port}
 */
record ConfigValue(String text, String origin) {}
