package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.h2.engine.SysProperties;

/// Loads H2 before anything has told it where to listen, then tries to open a database, and prints
/// what that says.
final class LateMain {

  private LateMain() {}

  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println("H2 listens on: " + SysProperties.BIND_ADDRESS);
    try (var embedded = EmbeddedDatabase.open(Path.of(arguments[0]), new Secret("test"), 2)) {
      out.println("opened " + embedded.tcpUrl());
    } catch (StoreException e) {
      out.println(e.getMessage());
    }
  }
}
