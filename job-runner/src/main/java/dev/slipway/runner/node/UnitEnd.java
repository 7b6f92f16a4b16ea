package dev.slipway.runner.node;

import java.util.Map;

/// How the main process of a systemd unit ended, as systemd tells what runs after it.
///
/// @param result `$SERVICE_RESULT`: `success`, or what went wrong
/// @param code `$EXIT_CODE`: `exited`, `killed` or `dumped`; empty if it was never started
/// @param status `$EXIT_STATUS`: the exit code, or the name of the signal
public record UnitEnd(String result, String code, String status) {

  private static final String TRY_LATER = "75";

  /// Returns what `environment` says.
  public static UnitEnd of(Map<String, String> environment) {
    return new UnitEnd(
        environment.getOrDefault("SERVICE_RESULT", ""),
        environment.getOrDefault("EXIT_CODE", ""),
        environment.getOrDefault("EXIT_STATUS", ""));
  }

  /// Tells whether it ended by itself and holds no job: it was done, or had none to begin.
  public boolean isTidy() {
    return result.equals("success") || (code.equals("exited") && status.equals(TRY_LATER));
  }

  /// Returns how it ended, as a sentence for who waits for the build.
  public String words() {
    var cause =
        switch (result) {
          case "oom-kill" -> ": the node ran out of memory";
          case "timeout" -> ": it took too long to stop";
          default -> "";
        };
    return switch (code) {
      case "killed" -> "The build's process was killed (signal " + status + ")" + cause + ".";
      case "dumped" -> "The build's process crashed (signal " + status + ")" + cause + ".";
      case "exited" -> "The build's process ended with exit code " + status + cause + ".";
      default -> "The build's process ended" + cause + ".";
    };
  }
}
