package dev.slipway.site.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The figures of a static server, as Prometheus reads them. Thread-safe.
///
/// No label has a value that a client or a project chooses, so their number is fixed.
public final class Metrics implements Reports, AutoCloseable {

  private static final int CLASSES = 6;
  private static final int HUNDRED = 100;
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<HostKind, Kind> kinds = new EnumMap<>(HostKind.class);

  /// What function counters read: the registry holds it only weakly.
  private final List<Supplier<Number>> counted = new CopyOnWriteArrayList<>();

  /// Starts at zero.
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    for (var kind : HostKind.values()) {
      kinds.put(kind, new Kind(registry, kind.word()));
    }
  }

  @Override
  public void answered(Exchange exchange) {
    var kind = kinds.get(exchange.kind());
    if (kind != null) {
      kind.count(exchange);
    }
  }

  /// Has `value` read whenever somebody asks: something that rises and falls.
  ///
  /// @param name such as `slipway.hot.bytes`
  public void gauge(String name, String what, Supplier<Number> value) {
    Gauge.builder(name, value).description(what).strongReference(true).register(registry);
  }

  /// Has `value` read whenever somebody asks: something that only rises.
  ///
  /// @param name such as `slipway.hot.hits`
  public void count(String name, String what, Supplier<Number> value) {
    FunctionCounter.builder(name, value, supplier -> supplier.get().doubleValue())
        .description(what)
        .register(registry);
    counted.add(value);
  }

  /// Returns all figures in the text format of Prometheus, version 0.0.4.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /// The figures about one kind of host, by the first digit of the status.
  private static final class Kind {

    private final Counter[] requests = new Counter[CLASSES];
    private final Counter bytes;
    private final Timer seconds;

    Kind(PrometheusMeterRegistry registry, String word) {
      for (int i = 0; i < CLASSES; i++) {
        requests[i] =
            Counter.builder("slipway.requests")
                .description("Requests that were answered, by kind of host and status.")
                .tag("host", word)
                .tag("status", i == 0 ? "other" : i + "xx")
                .register(registry);
      }
      bytes =
          Counter.builder("slipway.sent")
              .description("Bytes that were sent, with headers.")
              .baseUnit("bytes")
              .tag("host", word)
              .register(registry);
      seconds =
          Timer.builder("slipway.answer")
              .description("From the end of a request's header to the last byte of its answer.")
              .serviceLevelObjectives(BUCKETS)
              .tag("host", word)
              .register(registry);
    }

    void count(Exchange exchange) {
      int statusClass = exchange.status() / HUNDRED;
      requests[statusClass > 0 && statusClass < CLASSES ? statusClass : 0].increment();
      bytes.increment((double) exchange.bytes());
      seconds.record(exchange.nanos(), TimeUnit.NANOSECONDS);
    }
  }
}
