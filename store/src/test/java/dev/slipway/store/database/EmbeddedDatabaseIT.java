package dev.slipway.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabaseIT {

  private static final Secret PASSWORD = new Secret("test");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/");

  @TempDir private Path folder;

  @Test
  void keepsWhatWasCommittedUntilTheNextTime() {
    try (var embedded = open()) {
      embedded.database().db().sql("create table kept (n integer)").update();
      embedded.database().db().sql("insert into kept (n) values (1)").update();
    }

    try (var again = open()) {
      assertThat(again.database().db().sql("select n from kept").exists()).isTrue();
    }
  }

  @Test
  void losesNoCommitThatReturnedWhenItIsKilled()
      throws IOException, InterruptedException, TimeoutException {
    var acknowledged = new ArrayList<String>();
    try (var child = ChildJvm.start(CommittingMain.class, folder.toString())) {
      acknowledged.addAll(child.lines(300));
      child.kill();
      acknowledged.addAll(child.rest());
    }

    try (var embedded = open()) {
      var kept =
          embedded
              .database()
              .db()
              .sql("select n from acknowledged")
              .list(row -> "" + row.number("n"));
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300);
      assertThat(kept).containsAll(acknowledged);
    }
  }

  @Test
  void survivesThreadsThatAreInterruptedWhileTheyWrite() throws InterruptedException {
    try (var embedded = open()) {
      var db = embedded.database().db();
      db.sql("create table hit (n integer)").update();
      for (int i = 0; i < 100; i++) {
        var written = new Semaphore(0);
        var writer = Thread.ofVirtual().start(() -> insertUntilInterrupted(db, written));
        assertThat(written.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        writer.interrupt();
        writer.join();
      }

      assertThat(db.sql("insert into hit (n) values (2)").update()).isEqualTo(1);
      assertThat(db.sql("select n from hit where n = 1").exists()).isTrue();
    }
  }

  private static void insertUntilInterrupted(Db db, Semaphore written) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        db.sql("insert into hit (n) values (1)").update();
        written.release();
      }
      db.sql("insert into hit (n) values (1)").update();
    } catch (StoreException e) {
      assertThat(e).hasMessageStartingWith("The database failed");
    }
  }

  @Test
  void saysThatAnotherProcessHasTheFolderOpen() throws IOException {
    try (var child = ChildJvm.start(CommittingMain.class, folder.toString())) {
      child.lines(1);

      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another Slipway has this data folder open: " + folder);
    }
  }

  @Test
  void listensOnTheLoopbackInterfaceAlone() throws IOException {
    try (var embedded = open()) {
      assertThat(listening(port(embedded.tcpUrl())))
          .isNotEmpty()
          .allSatisfy(address -> assertThat(address).endsWith("0100007F")); // 127.0.0.1
    }
  }

  @Test
  void opensNothingWhereItWouldListenElsewhere() throws IOException {
    try (var child = ChildJvm.start(LateMain.class, folder.toString())) {
      var said = child.rest();

      assertThat(said).hasSize(2).first().isEqualTo("H2 listens on: null");
      assertThat(said).last().asString().contains("H2 would listen on every interface");
    }
  }

  @Test
  void servesWhoHasThePassword() {
    try (var embedded = open();
        var client = Database.open(client(embedded, PASSWORD))) {
      embedded.database().db().sql("create table shared (n integer)").update();
      client.db().sql("insert into shared (n) values (7)").update();

      assertThat(embedded.database().db().sql("select n from shared where n = 7").exists())
          .isTrue();
    }
  }

  @Test
  void servesNobodyElse() {
    try (var embedded = open()) {
      var stranger = client(embedded, new Secret("guessed"));

      assertThatThrownBy(() -> Database.open(stranger))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(embedded.tcpUrl())
          .hasMessageNotContaining("guessed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "./other", "../other", "/elsewhere/other", "mem:other"})
  void letsNobodyMakeOrOpenAnotherDatabase(String name) throws IOException {
    try (var embedded = open()) {
      var url = "jdbc:h2:tcp://127.0.0.1:" + port(embedded.tcpUrl()) + "/" + name;

      assertThatThrownBy(() -> DriverManager.getConnection(url, "sa", ""))
          .isInstanceOf(SQLException.class);

      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .allSatisfy(file -> assertThat(file).startsWith("slipway."));
      }
      assertThat(folder.resolveSibling("other.mv.db")).doesNotExist();
    }
  }

  @Test
  void letsNobodyShutTheServerDown() {
    try (var embedded = open()) {
      var url = "tcp://127.0.0.1:" + port(embedded.tcpUrl());

      assertThatThrownBy(() -> Server.shutdownTcpServer(url, "", true, false))
          .isInstanceOf(SQLException.class);

      try (var client = Database.open(client(embedded, PASSWORD))) {
        assertThat(client.db().sql("select 1").exists()).isTrue();
      }
    }
  }

  @Test
  void refusesADatabaseThatWasMadeWithAnotherPassword() {
    open().close();

    assertThatThrownBy(() -> EmbeddedDatabase.open(folder, new Secret("another"), 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another password")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void refusesAFolderWhoseNameWouldBeReadAsSettings() {
    var hostile = folder.resolve("data;INIT=runscript from 'x'");

    assertThatThrownBy(() -> EmbeddedDatabase.open(hostile, PASSWORD, 2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("semicolon");
  }

  @Test
  void canBeOpenedInAFolderWithASpaceAndAnAccent() {
    try (var embedded = EmbeddedDatabase.open(folder.resolve("mes données"), PASSWORD, 2);
        var client = Database.open(client(embedded, PASSWORD))) {
      assertThat(client.db().sql("select 1").exists()).isTrue();
    }
  }

  private EmbeddedDatabase open() {
    return EmbeddedDatabase.open(folder, PASSWORD, 2);
  }

  private static DatabaseSettings client(EmbeddedDatabase embedded, Secret password) {
    return new DatabaseSettings(embedded.tcpUrl(), embedded.user(), password, 2);
  }

  private static int port(String url) {
    var matcher = PORT.matcher(url);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  /// Returns the addresses, in the kernel's hexadecimal, that something listens on with `port`.
  private static List<String> listening(int port) throws IOException {
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    try (var tcp = Files.lines(Path.of("/proc/net/tcp"));
        var tcp6 = Files.lines(Path.of("/proc/net/tcp6"))) {
      return Stream.concat(tcp, tcp6)
          .map(line -> line.strip().split("\\s+", -1))
          .filter(fields -> fields[1].endsWith(suffix) && "0A".equals(fields[3]))
          .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
          .toList();
    }
  }
}
