package dev.slipway.runner.image;

import dev.slipway.artifact.image.AppBase;
import dev.slipway.artifact.image.AppBase.Described;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.RuntimeImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// What the apps of this machine lie on: for each builder image its layers, saved by the engine the
/// first time that an app was built in it. What no app has needed for a week is removed.
final class AppBases {

  private static final String FOLDER = "bases";
  private static final Duration UNUSED = Duration.ofDays(7);
  private static final Pattern ID = Pattern.compile("sha256:([0-9a-f]{64})");

  private final URI engine;
  private final Path folder;
  private final Clock clock;

  /// @param work a folder of this machine; the bases get one in it
  AppBases(URI engine, Path work, Clock clock) {
    this.engine = engine;
    this.folder = work.resolve(FOLDER);
    this.clock = clock;
  }

  /// Returns the base of what was built in the image with the digest `builder`.
  ///
  /// @throws dev.slipway.runner.build.EngineException if it must be made, and the engine fails
  AppBase of(String builder) throws InterruptedException {
    var match = ID.matcher(builder);
    if (!match.matches()) {
      throw new IllegalArgumentException("no digest of an image: " + builder);
    }
    var place = folder.resolve(match.group(1));
    try {
      if (AppBase.in(place).isEmpty()) {
        removeUnused();
        make(builder, place);
      }
      Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
      return AppBase.in(place).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make the base of apps in " + place, e);
    }
  }

  /// Makes it aside: several runners may do so at once, and the first is as good as the last.
  private void make(String builder, Path place) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var aside = Files.createTempDirectory(folder, "new-");
    try (var connected = Engine.connect(engine)) {
      var image = RuntimeImage.find(connected, builder);
      try (var saved = image.open(connected)) {
        AppBase.write(
            saved, new Described(image.architecture(), image.path(), image.diffs()), aside);
      }
      Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(aside);
      if (AppBase.in(place).isEmpty()) { // another runner was first otherwise
        throw e;
      }
    } catch (RuntimeException | InterruptedException e) {
      remove(aside);
      throw e;
    }
  }

  private void removeUnused() throws IOException {
    if (Files.isDirectory(folder)) {
      var since = FileTime.from(clock.instant().minus(UNUSED));
      var unused = new ArrayList<Path>();
      try (var all = Files.newDirectoryStream(folder)) {
        for (var each : all) {
          if (Files.getLastModifiedTime(each).compareTo(since) < 0) {
            unused.add(each);
          }
        }
      }
      for (var each : unused) {
        remove(each);
      }
    }
  }

  private static void remove(Path base) throws IOException {
    try (var files = Files.newDirectoryStream(base)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(base);
  }
}
