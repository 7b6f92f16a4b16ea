package dev.slipway.process.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;

/// Tells systemd how far this process is (`sd_notify`), if it was started by a unit that wants to
/// know.
public final class Notify {

  private static final Logger LOG = System.getLogger(Notify.class.getName());
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String socket;

  /// Tells it to the socket that `environment` names, or nobody.
  public Notify(Map<String, String> environment) {
    this.socket = environment.getOrDefault(SOCKET, "");
  }

  /// Says that the process does its work now, and what that is.
  public void ready(String status) {
    send("READY=1\nSTATUS=" + line(status));
  }

  /// Says what the process is about.
  public void status(String status) {
    send("STATUS=" + line(status));
  }

  /// Says that the process is about to end.
  public void stopping() {
    send("STOPPING=1\nSTATUS=Stopping");
  }

  private static String line(String text) {
    return text.replaceAll("\\R", " ");
  }

  /// Sends it; a service whose manager does not listen works all the same.
  private void send(String words) {
    if (socket.isEmpty()) {
      return;
    }
    try (var datagrams = new UnixDatagrams(socket)) {
      if (!datagrams.send(words.getBytes(UTF_8), PATIENCE)) {
        LOG.log(Level.WARNING, "Could not tell systemd: {0} takes no such long words", socket);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not tell systemd: {0}", e.getMessage());
    }
  }
}
