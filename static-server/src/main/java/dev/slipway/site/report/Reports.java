package dev.slipway.site.report;

import java.util.List;

/// Who hears of every answer. Called after it was sent, by the thread that sent it: returns at
/// once, and never throws.
@FunctionalInterface
public interface Reports {

  /// Nobody.
  Reports NONE = _ -> {};

  /// Hears of `exchange`.
  void answered(Exchange exchange);

  /// Returns who tells each of `reports`.
  static Reports all(List<Reports> reports) {
    return switch (reports.size()) {
      case 0 -> NONE;
      case 1 -> reports.getFirst();
      default -> {
        var each = List.copyOf(reports);
        yield exchange -> each.forEach(report -> report.answered(exchange));
      }
    };
  }
}
