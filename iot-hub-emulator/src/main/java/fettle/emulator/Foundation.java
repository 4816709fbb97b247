package fettle.emulator;

import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.serviceapi.ServiceApi;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.InstantSource;

/** What every side of the emulator stands on: what lasts in the data folder, clock, counters. */
record Foundation(
    EmulatorConfig config,
    DevelopmentTls tls,
    IdentityRegistry registry,
    TwinStore twins,
    Deployments deployments,
    InstantSource clock,
    Metrics metrics) {

  /** Opens what is in the data folder, which this process must have for itself. */
  static Foundation open(EmulatorConfig config) throws IOException, GeneralSecurityException {
    InstantSource clock = Clock.systemUTC();
    DevelopmentTls tls =
        DevelopmentTls.open(config.dataDir().resolve("tls"), config.serverNames(), clock.instant());
    IdentityRegistry registry = FileIdentityRegistry.open(config.dataDir(), clock);
    TwinStore twins = FileTwinStore.open(config.dataDir(), registry, clock);
    Deployments deployments = Deployments.open(config.dataDir(), registry, twins);
    return new Foundation(config, tls, registry, twins, deployments, clock, new Metrics());
  }

  /** Where the service API is to listen. */
  ServiceApi.Listener serviceListener() {
    return new ServiceApi.Listener(
        config.listeners().bindAddress(),
        config.listeners().httpsPort(),
        KeyCertOptions.wrap(tls.serverKeys()));
  }
}
