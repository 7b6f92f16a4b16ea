package dev.slipway.bench.serving;

import java.util.ArrayList;
import java.util.List;

/// Which cores the server and the load get.
enum Cores {
  /// One each, so that neither is in the other's way.
  APART("0", "1", 1),
  /// Both for both, as on a small server.
  SHARED("0,1", "0,1", 2);

  private final String server;
  private final String load;
  private final int count;

  Cores(String server, String load, int count) {
    this.server = server;
    this.load = load;
    this.count = count;
  }

  /// Returns how many the server has.
  int count() {
    return count;
  }

  /// Returns the command that runs `command` as a server.
  List<String> server(List<String> command) {
    return pinned(server, command);
  }

  /// Returns the command that runs `command` as the load.
  List<String> load(List<String> command) {
    return pinned(load, command);
  }

  private static List<String> pinned(String cores, List<String> command) {
    var pinned = new ArrayList<>(List.of("taskset", "--cpu-list", cores));
    pinned.addAll(command);
    return pinned;
  }
}
