package dev.slipway.process.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.process.testing.DatagramReceiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalHandlerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Recorded otherwise = new Recorded();
  private Path socket;
  private JournalHandler handler;

  @BeforeEach
  void name(@TempDir Path folder) {
    socket = folder.resolve("journal");
    handler = new JournalHandler(socket.toString(), "slipway-test", otherwise);
  }

  @AfterEach
  void forgetTheJob() {
    LogFields.clear();
  }

  @Test
  void writesAMessageWithItsFields() throws IOException {
    LogFields.set("job-1", "project-2", "deployment-3");
    try (var journal = DatagramReceiver.at(socket)) {
      var message = new LogRecord(Level.WARNING, "Hello {0}");
      message.setParameters(new Object[] {"there"});

      handler.publish(message);

      assertThat(fields(journal.next(PATIENCE)))
          .containsExactly(
              Map.entry("MESSAGE", "Hello there"),
              Map.entry("PRIORITY", "4"),
              Map.entry("SYSLOG_IDENTIFIER", "slipway-test"),
              Map.entry("SLIPWAY_JOB", "job-1"),
              Map.entry("SLIPWAY_PROJECT", "project-2"),
              Map.entry("SLIPWAY_DEPLOYMENT", "deployment-3"));
    }
  }

  @Test
  void letsNoMessageMakeFields() throws IOException {
    try (var journal = DatagramReceiver.at(socket)) {
      handler.publish(new LogRecord(Level.INFO, "pushed\nPRIORITY=0\n_UID=0"));

      assertThat(fields(journal.next(PATIENCE)))
          .containsEntry("MESSAGE", "pushed\nPRIORITY=0\n_UID=0")
          .containsEntry("PRIORITY", "6")
          .doesNotContainKey("_UID");
    }
  }

  @Test
  void addsTheTraceOfWhatWasThrown() throws IOException {
    try (var journal = DatagramReceiver.at(socket)) {
      var message = new LogRecord(Level.SEVERE, "It broke");
      message.setThrown(new IllegalStateException("badly"));

      handler.publish(message);

      var fields = fields(journal.next(PATIENCE));
      assertThat(fields).containsEntry("PRIORITY", "3");
      assertThat(fields.get("MESSAGE"))
          .startsWith("It broke\njava.lang.IllegalStateException: badly\n\tat ")
          .contains(JournalHandlerTest.class.getName());
    }
  }

  @Test
  void shortensWhatIsTooLongAndSaysSo() throws IOException {
    try (var journal = DatagramReceiver.at(socket)) {
      handler.publish(new LogRecord(Level.INFO, "x" + "é".repeat(1_000_000)));

      assertThat(fields(journal.next(PATIENCE)).get("MESSAGE"))
          .startsWith("xééé")
          .endsWith("é … (shortened, of 2000001 bytes)")
          .hasSizeLessThan(25_000)
          .doesNotContain("\uFFFD");
    }
  }

  @Test
  void writesElsewhereWhatTheJournalDoesNotTake() throws IOException {
    handler.publish(new LogRecord(Level.INFO, "nobody listens"));
    handler.flush();
    assertThat(otherwise.messages()).containsExactly("nobody listens");

    try (var journal = DatagramReceiver.at(socket)) {
      handler.publish(new LogRecord(Level.INFO, "now somebody does"));

      assertThat(fields(journal.next(PATIENCE))).containsEntry("MESSAGE", "now somebody does");
    }
  }

  @Test
  void losesNothingAtItsEnd() throws IOException {
    var received = new ArrayList<String>();
    try (var journal = DatagramReceiver.at(socket)) {
      handler.publish(new LogRecord(Level.INFO, "1"));
      handler.publish(new LogRecord(Level.INFO, "2"));
      handler.close();

      received.add(fields(journal.next(PATIENCE)).get("MESSAGE"));
      received.add(fields(journal.next(PATIENCE)).get("MESSAGE"));
    }
    assertThat(received).containsExactly("1", "2");
    assertThat(otherwise.messages()).isEmpty();
  }

  @Test
  void saysHowManyMessagesItLeftOut() throws IOException {
    try (var journal = DatagramReceiver.at(socket)) {
      for (int i = 0; i < 3000; i++) { // nobody reads: the kernel's queue fills, then ours
        handler.publish(new LogRecord(Level.INFO, "flood"));
      }

      var last = "flood";
      while (last.equals("flood")) {
        last = String.valueOf(fields(journal.next(PATIENCE)).get("MESSAGE"));
      }
      assertThat(last).matches("[0-9]+ messages were left out: the journal was behind");
    }
  }

  /// Reads a datagram as the journal does.
  private static Map<String, String> fields(byte[] datagram) {
    var fields = new LinkedHashMap<String, String>();
    var bytes = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      byte next = bytes.get();
      while (next != '=' && next != '\n') {
        next = bytes.get();
      }
      var name = new String(datagram, start, bytes.position() - start - 1, UTF_8);
      int length = next == '=' ? lineLength(bytes) : Math.toIntExact(bytes.getLong());
      assertThat(fields.put(name, new String(datagram, bytes.position(), length, UTF_8))).isNull();
      bytes.position(bytes.position() + length);
      assertThat(bytes.get()).isEqualTo((byte) '\n');
    }
    return fields;
  }

  private static int lineLength(ByteBuffer bytes) {
    int length = 0;
    while (bytes.get(bytes.position() + length) != '\n') {
      length++;
    }
    return length;
  }

  /// What is published.
  private static final class Recorded extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    List<String> messages() {
      return messages;
    }

    @Override
    public void publish(LogRecord message) {
      messages.add(message.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
