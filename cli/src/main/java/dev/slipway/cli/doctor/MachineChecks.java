package dev.slipway.cli.doctor;

import dev.slipway.process.settings.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/// What there is to find out about the machine itself: Java, memory, disks and folders.
final class MachineChecks {

  private static final int LEAST_JAVA = 25;
  private static final long MIB = 1L << 20;
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+([0-9]+) kB");

  private MachineChecks() {}

  static Check java(Runtime.Version version) {
    return version.feature() >= LEAST_JAVA
        ? new Check.Good("Java", version.toString())
        : new Check.Bad("Java", version + " is too old", "install Java " + LEAST_JAVA);
  }

  /// Looks whether a job would be started with as much memory as there is.
  static Check memory(long floor) throws IOException {
    var match = AVAILABLE.matcher(Files.readString(MEMORY));
    if (!match.find()) {
      return new Check.Doubtful(
          "memory", MEMORY + " does not tell how much is available", "look with free");
    }
    long available = Long.parseLong(match.group(1)) << 10;
    return enough(
        "memory",
        available,
        floor,
        "available",
        "stop something, add memory, or lower floor.memory");
  }

  /// Looks whether a job would be started with as much space as there is where `folder` is.
  static Check disk(String what, Path folder, long floor) throws IOException {
    var existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    return enough(
        what + " (" + folder + ")",
        free,
        floor,
        "free",
        "make room, or lower floor.disk; until then no job starts");
  }

  /// Looks whether `folder` is there, its owner may write to it, and strangers may not.
  static Check folder(String what, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var detail = Files.exists(folder) ? folder + " is not a folder" : "there is no " + folder;
      return new Check.Bad(what, detail, "make it, and give it to who runs the jobs");
    }
    var attributes = Files.readAttributes(folder, PosixFileAttributes.class);
    var permissions = attributes.permissions();
    var shown =
        "%s, %s of %s"
            .formatted(
                folder, PosixFilePermissions.toString(permissions), attributes.owner().getName());
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      return new Check.Bad(what, shown + ": everybody may write to it", "chmod o-w " + folder);
    }
    if (!permissions.contains(PosixFilePermission.OWNER_WRITE)) {
      return new Check.Bad(what, shown + ": its owner may not write to it", "chmod u+w " + folder);
    }
    if (Files.getFileStore(folder).isReadOnly()) {
      return new Check.Bad(what, shown + ": its file system is read-only", "mount it writable");
    }
    return new Check.Good(what, shown);
  }

  /// Looks whether a secret is in `file`, and readable by its owner and group alone.
  static Check secret(String what, Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return new Check.Bad(
          what, file + " is not there, or not readable for you", "make it, or ask as root");
    }
    var permissions = Files.getPosixFilePermissions(file);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        ? new Check.Bad(what, "everybody may read " + file, "chmod o= " + file)
        : new Check.Good(what, file.toString());
  }

  private static Check enough(String what, long there, long floor, String state, String whatToDo) {
    var detail =
        "%s %s, the floor is %s"
            .formatted(Amounts.written(there / MIB * MIB), state, Amounts.written(floor));
    return there >= floor ? new Check.Good(what, detail) : new Check.Bad(what, detail, whatToDo);
  }
}
