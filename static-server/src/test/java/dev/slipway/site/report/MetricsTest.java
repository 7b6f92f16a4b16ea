package dev.slipway.site.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void countsRequestsBytesAndTimesByKindOfHost() {
    try (var metrics = new Metrics()) {

      metrics.answered(SentRequest.to("/").answered("192.0.2.7", 200));
      metrics.answered(SentRequest.to("/").answered("192.0.2.7", 404));
      metrics.answered(SentRequest.to("/").answered("192.0.2.7", 404));

      assertThat(metrics.scrape())
          .contains("slipway_requests_total{host=\"production\",status=\"2xx\"} 1.0")
          .contains("slipway_requests_total{host=\"production\",status=\"4xx\"} 2.0")
          .contains("slipway_sent_bytes_total{host=\"production\"} 963.0")
          .contains("slipway_answer_seconds_bucket{host=\"production\",le=\"0.001\"} 3")
          .contains("slipway_requests_total{host=\"branch\",status=\"2xx\"} 0.0")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void readsWhatOthersCount() {
    try (var metrics = new Metrics()) {
      metrics.gauge("slipway.thing.bytes", "A thing.", () -> 7);
      metrics.count("slipway.thing.hits", "Hits.", () -> 8);

      assertThat(metrics.scrape())
          .contains("slipway_thing_bytes 7.0")
          .contains("slipway_thing_hits_total 8.0");
    }
  }
}
