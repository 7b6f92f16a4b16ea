package dev.slipway.process.settings;

import static dev.slipway.process.settings.Key.Kind.LIST;
import static dev.slipway.process.settings.Key.Kind.VALUE;
import static dev.slipway.process.settings.Keys.key;

import java.util.List;

/// The settings of what machines that build may take, and of what is kept.
final class NodeKeys {

  static final List<Key> ALL =
      List.of(
          key(
              "floor.memory",
              VALUE,
              "512m",
              "1g",
              "No job is started while less memory than this is available."),
          key(
              "floor.disk",
              VALUE,
              "2g",
              "5g",
              "No job is started while less than this is free where artifacts and work are."),
          key(
              "keep.recent",
              VALUE,
              "10",
              "20",
              "How many of the newest ready deployments keep their files, for production and for"
                  + " previews of each project. Besides them, always: what a host shows, or showed"
                  + " in the time of keep.grace, and what is pinned."),
          key(
              "keep.grace",
              VALUE,
              "24h",
              "3d",
              "How long a host goes on with the hashed files of what it showed before, for pages that"
                  + " visitors have open."),
          key("keep.young", VALUE, "24h", "3d", "Nothing that is younger is ever cleaned away."),
          key(
              "keep.longest",
              VALUE,
              "90d",
              "30d",
              "What no host shows and nobody pinned loses its files when it is older than this."),
          key(
              "keep.project",
              VALUE,
              "20g",
              "5g",
              "How much the artifacts of a project may take. What is more goes, the oldest first,"
                  + " but nothing of what must be kept."),
          key(
              "keep.artifacts",
              VALUE,
              "100g",
              "40g",
              "How much all artifacts may take. What is more goes likewise."),
          key("keep.logs", VALUE, "90d", "30d", "How long build logs are kept at least."),
          key(
              "keep.images",
              VALUE,
              "7d",
              "24h",
              "How long container images are kept; they are written again from the artifact."),
          key(
              "build.memory",
              VALUE,
              "2g",
              "4g",
              "How much memory a build may use, unless its project says otherwise."),
          key(
              "build.cpus",
              VALUE,
              "2",
              "4",
              "How many processors a build may use, unless its project says otherwise."),
          key(
              "build.processes",
              VALUE,
              "512",
              "1024",
              "How many processes and threads a build may have, unless its project says otherwise."),
          key(
              "build.disk",
              VALUE,
              "8g",
              "16g",
              "How much a build may write, unless its project says otherwise."),
          key(
              "build.time",
              VALUE,
              "15m",
              "30m",
              "How long a build may take, unless its project says otherwise."),
          key(
              "build.log",
              VALUE,
              "16m",
              "32m",
              "How much log a build may write, unless its project says otherwise."),
          key(
              "build.runtime",
              VALUE,
              "",
              "runsc",
              "The runtime of the container engine that builds run by, such as runsc, where the engine"
                  + " has it. If it is not set, the engine's usual one."),
          key(
              "build.allowed_networks",
              LIST,
              "",
              "10.1.2.0/24, 10.1.3.4:4873",
              "What builds may reach beyond the internet, such as a package mirror of yours. They"
                  + " reach neither this machine nor other private networks; slipway firewall on"
                  + " makes a change here count."),
          key(
              "cache.project",
              VALUE,
              "4g",
              "8g",
              "How much the builds of one project may keep on this machine for the next ones. Past"
                  + " it, what was not used for the longest time is removed."),
          key(
              "cache.node",
              VALUE,
              "20g",
              "50g",
              "How much the builds of all projects may keep on this machine together."),
          key(
              "ceiling.memory",
              VALUE,
              "",
              "8g",
              "The most memory that a project may ask for. If it is not set, 4 times build.memory."),
          key(
              "ceiling.cpus",
              VALUE,
              "",
              "4",
              "The most processors that a project may ask for. If it is not set, all there are."),
          key(
              "ceiling.processes",
              VALUE,
              "",
              "2048",
              "The most processes that a project may ask for. If it is not set, 4 times"
                  + " build.processes."),
          key(
              "ceiling.disk",
              VALUE,
              "",
              "32g",
              "The most disk that a project may ask for. If it is not set, 4 times build.disk."),
          key(
              "ceiling.time",
              VALUE,
              "",
              "1h",
              "The most time that a project may ask for. If it is not set, 4 times build.time."),
          key(
              "ceiling.log",
              VALUE,
              "",
              "64m",
              "The most log that a project may ask for. If it is not set, 4 times build.log."),
          key(
              "builder_image",
              VALUE,
              "slipway/builder-node:24",
              "slipway/builder-node:24",
              "The container image that builds with Node run in, by name or as name@sha256:..."),
          key(
              "python_image",
              VALUE,
              "slipway/builder-python:3.11",
              "slipway/builder-python:3.11",
              "The container image that builds with Python run in, by name or as"
                  + " name@sha256:..."));

  private NodeKeys() {}
}
