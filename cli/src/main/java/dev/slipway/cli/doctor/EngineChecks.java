package dev.slipway.cli.doctor;

import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.build.Quota;
import java.io.IOException;
import java.net.URI;

/// What there is to find out about the container engine.
final class EngineChecks {

  private static final String ENGINE = "container engine";
  private static final String IMAGE = "builder image";
  private static final String QUOTA = "disk of builds";
  private static final String DISK = "disk of the container engine";

  private EngineChecks() {}

  static Check engine(URI address) {
    try (var engine = Engine.connect(address)) {
      var driver = engine.driver().orElse("unknown");
      var detail =
          "%s at %s, storage %s".formatted(engine.version().engine(), address.getPath(), driver);
      return driver.equals("vfs")
          ? new Check.Doubtful(
              ENGINE, detail, "use overlay2: vfs copies every layer, which is slow and large")
          : new Check.Good(ENGINE, detail);
    } catch (EngineException e) {
      return new Check.Bad(ENGINE, e.what(), e.whatToDo());
    }
  }

  static Check image(URI address, String name) {
    return image(
        address, name, new Check.Bad(IMAGE, "the engine has no " + name, "slipway builder build"));
  }

  /// Says only that somebody should know if it is missing: not every platform builds with Python.
  static Check pythonImage(URI address, String name) {
    return image(
        address,
        name,
        new Check.Doubtful(
            "builder image for Python",
            "the engine has no " + name,
            "slipway builder build python, for projects that are built with Python"));
  }

  private static Check image(URI address, String name, Check missing) {
    try (var engine = Engine.connect(address)) {
      return engine
          .imageId(name)
          .<Check>map(id -> new Check.Good(missing.what(), name + ", " + id))
          .orElse(missing);
    } catch (EngineException e) {
      return new Check.Bad(
          missing.what(), "no engine to ask for " + name, "see to the container engine");
    }
  }

  /// Tells what keeps builds to their limits on disk. That it is measured is no fault, but a build
  /// may pass its limit for a moment then.
  static Check quota(URI address) {
    try (var engine = Engine.connect(address)) {
      return new Quota(engine).isThere()
          ? new Check.Good(QUOTA, "the kernel keeps builds to their limits")
          : new Check.Good(
              QUOTA,
              "measured every second, since the engine's file system has no quotas of projects; XFS"
                  + " that is mounted with pquota has");
    } catch (EngineException e) {
      return new Check.Bad(QUOTA, "no engine to ask for quotas", "see to the container engine");
    }
  }

  static Check disk(URI address, long floor) throws IOException {
    try (var engine = Engine.connect(address)) {
      var folder = engine.folder();
      return folder.isPresent()
          ? MachineChecks.disk(DISK, folder.get(), floor)
          : new Check.Doubtful(DISK, "the engine does not tell where it is", "look with df");
    } catch (EngineException e) {
      return new Check.Bad(DISK, "no engine to ask where it is", "see to the container engine");
    }
  }
}
