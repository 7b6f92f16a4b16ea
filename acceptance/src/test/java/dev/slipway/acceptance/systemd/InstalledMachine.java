package dev.slipway.acceptance.systemd;

import dev.slipway.bench.machine.DebianPackage;
import dev.slipway.bench.machine.SystemdMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One machine with Slipway installed and set up, for all tests that leave it as they found it.
final class InstalledMachine implements ParameterResolver {

  private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();

  /// Booted for the first test that wants it, and switched off when the JVM of the tests ends:
  /// which classes it runs is found out only one by one.
  private static final class Shared {

    static final SystemdMachine MACHINE = booted();

    private static SystemdMachine booted() {
      try {
        var machine = boot();
        Runtime.getRuntime().addShutdownHook(new Thread(machine::close, "switch-off"));
        return machine;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a machine was booting", e);
      }
    }
  }

  /// Returns the package of what was built.
  static DebianPackage deb() throws InterruptedException {
    return DebianPackage.build(CLONE);
  }

  /// Returns the package of what was built, as another version.
  static DebianPackage deb(String version) throws InterruptedException {
    return DebianPackage.build(CLONE, version);
  }

  /// Boots a machine with Slipway installed and set up.
  static SystemdMachine boot() throws InterruptedException {
    var deb = deb();
    var machine = SystemdMachine.boot();
    try {
      machine.install(deb);
      machine.setUp();
      return machine;
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SystemdMachine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Shared.MACHINE;
  }
}
