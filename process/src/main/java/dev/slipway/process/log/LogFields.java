package dev.slipway.process.log;

import java.util.LinkedHashMap;
import java.util.Map;

/// What this process works on, for the journal: every message of it has these fields, so that
/// `journalctl SLIPWAY_PROJECT=…` finds them. A process works on one job at most; mutable, and
/// thread-safe.
public final class LogFields {

  private static final LogFields OF_PROCESS = new LogFields();

  private volatile Map<String, String> fields = Map.of();

  private LogFields() {}

  /// Says that this process works on `job`, which builds `deployment` of `project`.
  public static void set(String job, String project, String deployment) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("SLIPWAY_JOB", job);
    fields.put("SLIPWAY_PROJECT", project);
    fields.put("SLIPWAY_DEPLOYMENT", deployment);
    OF_PROCESS.fields = fields;
  }

  /// Says that this process works on no job any more.
  public static void clear() {
    OF_PROCESS.fields = Map.of();
  }

  static Map<String, String> now() {
    return OF_PROCESS.fields;
  }
}
