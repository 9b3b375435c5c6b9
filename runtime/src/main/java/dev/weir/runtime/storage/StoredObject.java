package dev.weir.runtime.storage;

import java.time.Instant;

/**
 * An object that a store has.
 *
 * @param name what it is called
 * @param bytes its size
 * @param storedAt when it came
 */
public record StoredObject(ObjectName name, long bytes, Instant storedAt) {}
