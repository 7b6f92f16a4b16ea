package dev.slipway.cli.machine;

/// Something that a machine must have for builds in containers.
///
/// @param name what it is called
/// @param description what it is and what getting it takes, for the person who is asked
/// @param script the program below `setup/` that gets it
public record Need(String name, String description, String script) {}
