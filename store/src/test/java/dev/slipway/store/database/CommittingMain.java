package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Commits row after row to the database in a folder, and prints each number when its commit has
/// returned, until it is killed.
final class CommittingMain {

  private CommittingMain() {}

  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try (var embedded = EmbeddedDatabase.open(Path.of(arguments[0]), new Secret("test"), 2)) {
      var db = embedded.database().db();
      db.sql("create table acknowledged (n integer primary key)").update();
      for (int i = 0; i < Integer.MAX_VALUE; i++) {
        int n = i;
        db.transaction(
            tx -> tx.sql("insert into acknowledged (n) values (:n)").bind("n", n).update());
        out.println(n);
      }
    }
  }
}
