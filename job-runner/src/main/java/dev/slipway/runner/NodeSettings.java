package dev.slipway.runner;

import dev.slipway.process.settings.Settings;
import dev.slipway.runner.node.Floors;
import dev.slipway.runner.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads what the settings say about the machine.
final class NodeSettings {

  private static final String DOORBELL = "SLIPWAY_DOORBELL";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private NodeSettings() {}

  static Node read(Settings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Node(
        settings.optional("SLIPWAY_NODE").orElseGet(NodeSettings::hostName),
        settings.number("SLIPWAY_RUNNERS", Node.usualSlots(processors)),
        doorbell(settings),
        new Floors(
            settings.size("SLIPWAY_FLOOR_MEMORY", Floors.USUAL.memoryBytes()),
            settings.size("SLIPWAY_FLOOR_DISK", Floors.USUAL.diskBytes())),
        settings.path("SLIPWAY_WORK"));
  }

  private static Optional<Path> doorbell(Settings settings) {
    return settings.optional(DOORBELL).map(socket -> settings.path(DOORBELL));
  }

  /// Returns the machine's own name. No name server is asked for it.
  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "localhost"; // as a machine without a name calls itself
    }
  }
}
