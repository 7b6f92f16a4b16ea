package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.tools.Server;

/// An H2 database in a folder, open in this process and served to this machine's other processes.
///
/// A transaction is on the disk when its commit returns (`WRITE_DELAY=0`; H2 would otherwise lose
/// up to half a second of commits when it is killed). The server listens on the loopback interface
/// alone, on a free port; it opens no other database than this one, and makes none.
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String NAME = "slipway";
  private static final String USER = "slipway";

  /// `DB_CLOSE_ON_EXIT=FALSE`: a program that is told to end still has things to record.
  private static final String OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
          + ";LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";

  static {
    LoopbackH2.prepare();
  }

  private final Database database;
  private final Server server;
  private final Connection anchor;

  private EmbeddedDatabase(Database database, Server server, Connection anchor) {
    this.database = database;
    this.server = server;
    this.anchor = anchor;
  }

  /// Opens the database in `folder`, and makes both if they are not there.
  ///
  /// @param password the one that the database was made with, or gets
  /// @throws StoreException if another process has it open, or the password is not the right one
  public static EmbeddedDatabase open(Path folder, Secret password, int poolSize) {
    var place = made(folder);
    var url = "jdbc:h2:" + file(place) + OPTIONS;
    // Held until the end: H2 closes a database when its last connection is closed.
    Connection anchor = connect(place, url, password);
    try {
      var server = serve(place);
      var settings = new DatabaseSettings(url, USER, password, poolSize);
      return new EmbeddedDatabase(Database.open(settings), server, anchor);
    } catch (SQLException | RuntimeException e) {
      closeQuietly(anchor, e);
      throw new StoreException("Can't serve the database in " + place + ": " + e.getMessage(), e);
    }
  }

  private static Path made(Path folder) {
    if (folder.toString().contains(";")) {
      throw new StoreException("The data folder's path must not contain a semicolon: " + folder);
    }
    try {
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
      return folder.toRealPath();
    } catch (IOException e) {
      throw new StoreException("Can't make the data folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Connection connect(Path folder, String url, Secret password) {
    try {
      return DriverManager.getConnection(url, USER, password.reveal());
    } catch (SQLException e) {
      throw new StoreException(
          switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "another Slipway has this data folder open: "
                    + folder
                    + ". Stop it, or take another data folder";
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                "The database in "
                    + folder
                    + " was made with another password. Put the password file back that belongs"
                    + " to it, or take another data folder";
            default -> "Can't open the database in " + folder + ": " + e.getMessage();
          },
          e);
    }
  }

  /// Returns what H2 calls the database. Its plain `file:` would close the database for everybody
  /// as soon as one thread is interrupted while it writes.
  private static String file(Path folder) {
    return "async:" + folder.resolve(NAME);
  }

  /// Serves the one database that `-key` maps the name to; every other name is refused.
  private static Server serve(Path folder) throws SQLException {
    LoopbackH2.verify();
    return Server.createTcpServer(
            "-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", NAME, file(folder))
        .start();
  }

  private static void closeQuietly(AutoCloseable closeable, Exception because) {
    try {
      closeable.close();
    } catch (Exception e) {
      because.addSuppressed(e);
    }
  }

  /// Returns the database as this process uses it.
  public Database database() {
    return database;
  }

  /// Returns the URL by which another process of this machine opens it, with [#user()] and the
  /// password, while this one is running.
  public String tcpUrl() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + NAME + OPTIONS;
  }

  /// Returns the user that the database was made with.
  public String user() {
    return USER;
  }

  /// Closes the database; other processes lose their connections to it.
  @Override
  public void close() {
    server.stop();
    database.close();
    try {
      anchor.close();
    } catch (SQLException e) {
      throw new StoreException("Can't close the database: " + e.getMessage(), e);
    }
  }
}
