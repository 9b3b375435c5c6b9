package dev.weir.portal.callback.delivery;

import dev.weir.contract.identity.TenantId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Where events are told, and how.
 *
 * @param secret signs
 * @param former signs, too, until the tenant has gone over to the new one
 */
public record Endpoint(
    TenantId tenant,
    UUID id,
    URI address,
    Dialect dialect,
    CallbackSecret secret,
    Optional<CallbackSecret> former) {}
