package dev.slipway.receiver;

import dev.slipway.process.service.Parts;
import dev.slipway.process.service.Service;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/// The receiver of the server profile: hooks, API, live logs and dashboard, behind a proxy. Its
/// exit codes are those of a [Service].
public final class ReceiverMain {

  private ReceiverMain() {}

  /// Serves until it is told to end.
  public static void main(String[] arguments) {
    Service.run("slipway-receiver", ReceiverMain::start);
  }

  private static String start(Map<String, String> environment, Parts parts)
      throws InterruptedException {
    var config = ReceiverConfig.of(environment);
    var stores = parts.add(ReceiverStores.open(config, Clock.systemUTC(), new SecureRandom()));
    var receiver = new Receiver(stores.parts());
    var listener = parts.add(new ReceiverListener(config, receiver));
    parts.add(receiver);
    stores.bell(config).ifPresent(bell -> Thread.ofVirtual().name("bell").start(parts.add(bell)));
    return "%s on %s".formatted(config.domain().control(), listener.address());
  }
}
