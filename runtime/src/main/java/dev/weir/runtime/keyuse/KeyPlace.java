package dev.weir.runtime.keyuse;

import dev.weir.contract.check.Door;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;

/**
 * A key where it is used.
 *
 * @param keyId as the proof that it verified names it
 */
public record KeyPlace(TenantId tenant, DomainName domain, Door door, String keyId) {}
