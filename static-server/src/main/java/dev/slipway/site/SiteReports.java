package dev.slipway.site;

import dev.slipway.core.project.ProjectId;
import dev.slipway.site.report.AccessLog;
import dev.slipway.site.report.Exchange;
import dev.slipway.site.report.Metrics;
import dev.slipway.site.report.Reports;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// What a static server tells of itself and of its visitors: figures, always, and an access log and
/// a port for the figures where they are wanted. Thread-safe.
public final class SiteReports implements Reports, AutoCloseable {

  private final ReportPlaces places;
  private final Metrics metrics = new Metrics();
  private final Optional<AccessLog> accessLog;
  private Optional<StatusPort> port = Optional.empty();

  /// Counts, and writes where `places` says.
  ///
  /// @param names the name of a project, by which its log is called; its id where there is none
  public SiteReports(
      ReportPlaces places, Function<ProjectId, Optional<String>> names, Clock clock) {
    this.places = places;
    accessLog = places.accessLog().map(folder -> new AccessLog(folder, names, clock));
    accessLog.ifPresent(log ->
        metrics.count(
            "slipway.access.log.dropped",
            "Lines that no access log has, because the disk was full or too slow.",
            log::dropped));
  }

  /// Tells of `sites` from now on, on the port for it, if there is to be one.
  ///
  /// @throws dev.slipway.process.service.ListenException if the address or the port can't be had
  public synchronized void tellOf(SiteServer sites) {
    sites.tell(metrics);
    port = places.statusListen().map(address -> new StatusPort(address, metrics));
  }

  @Override
  public void answered(Exchange exchange) {
    metrics.answered(exchange);
    accessLog.ifPresent(log -> log.answered(exchange));
  }

  @Override
  public synchronized void close() {
    port.ifPresent(StatusPort::close);
    accessLog.ifPresent(AccessLog::close);
    metrics.close();
  }
}
