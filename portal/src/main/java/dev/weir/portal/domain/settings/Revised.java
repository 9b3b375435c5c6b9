package dev.weir.portal.domain.settings;

/**
 * Settings as they are now.
 *
 * @param settings what is set
 * @param revision grows with each change; whoever changes something says which one was seen
 * @param updatedBy who changed it last; empty for nobody yet
 */
public record Revised<T>(T settings, long revision, String updatedBy) {}
