package dev.slipway.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What there is to find out about the units, where systemd runs.
final class SystemdChecks {

  /// The units that are always active on a server.
  static final List<String> UNITS =
      List.of(
          "slipway-receiver.service",
          "slipway-static.service",
          "slipway-job.socket",
          "slipway-sweep.timer");

  private static final Path RUNS = Path.of("/run/systemd/system");
  private static final long SECONDS = 3;
  private static final int MOST_BYTES = 1024;

  private SystemdChecks() {}

  /// Tells whether systemd is what started this machine.
  static boolean runs() {
    return Files.isDirectory(RUNS);
  }

  static Check active(String unit) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("systemctl", "is-active", unit).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return new Check.Bad(unit, "systemctl does not answer", "look with systemctl status");
      }
      var state = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
      return state.equals("active")
          ? new Check.Good(unit, state)
          : new Check.Bad(unit, state, "systemctl enable --now " + unit);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Looks whether the doorbell's socket is there. Does not ring: that would start a runner.
  static Check doorbell(Path socket) throws IOException {
    var what = "doorbell";
    var start = "systemctl enable --now slipway-job.socket";
    if (!Files.exists(socket)) {
      return new Check.Bad(what, "there is no " + socket, start);
    }
    var type = Files.readAttributes(socket, "unix:mode").get("mode");
    boolean isSocket = type instanceof Integer mode && (mode & 0xF000) == 0xC000;
    return isSocket
        ? new Check.Good(what, socket.toString())
        : new Check.Bad(what, socket + " is no socket", "remove it, then " + start);
  }
}
