package dev.slipway.runner.node;

import java.nio.file.Path;
import java.util.Optional;

/// The machine that a runner works on, as its settings describe it.
///
/// @param name tells it from the platform's other nodes
/// @param slots how many jobs it does at a time
/// @param doorbell the Unix socket that starts a runner when somebody connects to it; empty where
///   somebody else starts them
/// @param work the folder that its runners share
public record Node(String name, int slots, Optional<Path> doorbell, Floors floors, Path work) {

  private static final int MOST_USUAL_SLOTS = 4;

  /// Returns how many jobs a node does at a time that has so many `processors` and says nothing
  /// else.
  public static int usualSlots(int processors) {
    return Math.clamp(processors, 1, MOST_USUAL_SLOTS);
  }
}
