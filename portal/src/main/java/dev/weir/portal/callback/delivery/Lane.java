package dev.weir.portal.callback.delivery;

import dev.weir.contract.identity.TenantId;
import java.util.UUID;

/** What waits at one endpoint about one subject, one after the other. */
record Lane(TenantId tenant, UUID callback, String subject) {}
