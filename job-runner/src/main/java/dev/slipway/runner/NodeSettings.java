package dev.slipway.runner;

import dev.slipway.process.settings.Settings;
import dev.slipway.runner.node.Floors;
import dev.slipway.runner.node.Node;

/// Reads what the settings say about the machine.
final class NodeSettings {

  private NodeSettings() {}

  static Node read(Settings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Node(
        settings.node(),
        settings.number("SLIPWAY_RUNNERS", Node.usualSlots(processors)),
        settings.optionalPath("SLIPWAY_DOORBELL"),
        new Floors(
            settings.size("SLIPWAY_FLOOR_MEMORY", Floors.USUAL.memoryBytes()),
            settings.size("SLIPWAY_FLOOR_DISK", Floors.USUAL.diskBytes())),
        settings.path("SLIPWAY_WORK"));
  }
}
