package dev.weir.portal.tenant;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.StaffStore;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.NewDomain;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.stream.PlayAddresses;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.PushAddresses;
import dev.weir.portal.stream.StreamPath;
import dev.weir.runtime.clock.TimeSource;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The tenant that {@code weir up} makes on an empty database, so that there is somebody to sign in
 * as and something to push to. It differs from other tenants in nothing. Waits; for the starting
 * thread or a virtual one.
 */
public final class DemoTenant {

  /** The demo person's address. */
  public static final String EMAIL = "demo@localhost";

  /** The app and the stream that the quick start speaks of. */
  public static final StreamPath STREAM =
      new StreamPath(new AppName("live"), new StreamName("demo01"));

  /** How long the quick start's play addresses are valid. */
  public static final Duration PLAY_VALIDITY = Duration.ofHours(24);

  /** How long the quick start's push address is valid. */
  public static final Duration PUSH_VALIDITY = Duration.ofDays(30);

  private static final String TENANT_NAME = "Demo";
  private static final String API_KEY_NAME = "quickstart";

  /** For trying out what programs can do; the owner's password stands beside the key. */
  private static final Set<Permission> API_KEY_SCOPES = Role.ADMINISTRATOR.permissions();

  private final Stores stores;
  private final Passwords passwords;
  private final PolicyDesk desk;
  private final PublicPorts ports;
  private final URI portalUrl;
  private final TimeSource time;
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes it in these stores.
   *
   * @param portalUrl where browsers find the portal
   */
  public DemoTenant(
      Stores stores,
      Passwords passwords,
      PolicyDesk desk,
      PublicPorts ports,
      URI portalUrl,
      TimeSource time) {
    this.stores = stores;
    this.passwords = passwords;
    this.desk = desk;
    this.ports = ports;
    this.portalUrl = portalUrl;
    this.time = time;
  }

  /** The stores that a tenant is spread over. */
  public record Stores(
      TenantStore tenants,
      PersonStore people,
      StaffStore staff,
      DomainStore domains,
      ApiKeyStore apiKeys) {}

  /**
   * Makes the demo tenant unless there are tenants already, and gives the domain to it unless it
   * has it. Where the demo tenant is there and {@code kept} is empty, password and API key are lost
   * and it gets new ones.
   *
   * @param domain the demo tenant's domain, for push and play
   * @param kept what {@code quickstart.json} remembers
   * @return everything for the file, addresses signed anew; empty when this platform has other
   *     tenants and no demo tenant
   */
  public Optional<Quickstart> ensure(DomainName domain, Optional<DemoSecrets> kept) {
    Optional<SignedIn> person = stores.people().who(EMAIL);
    if (person.isEmpty() && !stores.tenants().isEmpty()) {
      return Optional.empty();
    }
    DemoSecrets secrets = kept.orElseGet(() -> new DemoSecrets(newPassword(), ""));
    TenantId tenant = person.map(SignedIn::tenant).orElseGet(() -> makeTenant(secrets.password()));
    if (person.isPresent() && kept.isEmpty()) {
      stores.people().changePassword(person.get().person(), passwords.hash(secrets.password()));
    }
    boolean keyKept = person.isPresent() && kept.isPresent();
    String apiKey = keyKept ? secrets.apiKey() : newApiKey(tenant);
    DomainPolicy policy = domain(tenant, domain);
    return Optional.of(quickstart(policy, new DemoSecrets(secrets.password(), apiKey)));
  }

  private TenantId makeTenant(String password) {
    TenantId tenant =
        stores
            .tenants()
            .create(
                new Who.CommandLine(),
                Origin.NONE,
                TENANT_NAME,
                new TenantStore.Owner(EMAIL, "Demo", passwords.hash(password)));
    // Whoever starts an empty platform runs it.
    stores.people().who(EMAIL).map(SignedIn::person).ifPresent(stores.staff()::appoint);
    return tenant;
  }

  private String newApiKey(TenantId tenant) {
    stores.apiKeys().revoke(tenant, API_KEY_NAME);
    return stores.apiKeys().create(tenant, API_KEY_NAME, API_KEY_SCOPES).text();
  }

  private DomainPolicy domain(TenantId tenant, DomainName name) {
    if (find(tenant, name).isEmpty()) {
      stores
          .domains()
          .create(
              tenant,
              new NewDomain(
                  name,
                  Set.of(STREAM.app()),
                  SigningKey.generate("push-1", random),
                  SigningKey.generate("play-1", random)));
    }
    desk.publish(tenant, name);
    return find(tenant, name).orElseThrow();
  }

  private Optional<DomainPolicy> find(TenantId tenant, DomainName name) {
    return stores.domains().of(tenant).policies().stream()
        .filter(policy -> policy.domain().equals(name))
        .findFirst();
  }

  private Quickstart quickstart(DomainPolicy domain, DemoSecrets secrets) {
    Instant now = time.now();
    PushAddresses push = PushAddresses.of(domain, ports, STREAM, now.plus(PUSH_VALIDITY));
    PlayAddresses play = PlayAddresses.of(domain, ports, STREAM, now.plus(PLAY_VALIDITY), false);
    return new Quickstart(
        portalUrl.toString(),
        EMAIL,
        secrets.password(),
        secrets.apiKey(),
        domain.tenant().toString(),
        domain.domain().value(),
        domain.domain().value(),
        push.url(),
        play.flv(),
        play.hls(),
        play.watch(),
        domain.push().orElseThrow().authentication().keys().primary().secret(),
        domain.play().orElseThrow().authentication().keys().primary().secret(),
        ports.rtmp(),
        ports.http());
  }

  private String newPassword() {
    return ReadablePassword.generate(random);
  }
}
