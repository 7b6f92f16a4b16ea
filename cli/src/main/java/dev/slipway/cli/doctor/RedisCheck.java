package dev.slipway.cli.doctor;

import dev.slipway.cli.doctor.ServerSettings.RedisAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks a Redis what it is, in the few words of its protocol (RESP2) that this takes.
final class RedisCheck {

  private static final String WHAT = "Redis";
  private static final int MILLIS = 2000;
  private static final int MOST_BYTES = 256 * 1024;

  private RedisCheck() {}

  static Check check(RedisAddress redis) {
    var address = redis.address();
    var name = address.getHostString() + ":" + address.getPort();
    try (var socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), MILLIS);
      var out = socket.getOutputStream();
      var in = new BufferedInputStream(socket.getInputStream());
      if (redis.password().isPresent()) {
        send(out, List.of("AUTH", redis.password().get().reveal()));
        reply(in);
      }
      send(out, List.of("INFO"));
      return judged(name, fields(reply(in)));
    } catch (IOException e) {
      return new Check.Bad(
          WHAT,
          name + ": " + e.getMessage(),
          "start it, or check redis.url and its password; until then all goes on, but slower");
    }
  }

  /// Redis keeps nothing for us that is not elsewhere too, so how it persists is no fault; what it
  /// throws away when it is full is a matter of speed.
  private static Check judged(String name, Map<String, String> info) {
    var remarks = new ArrayList<String>();
    var policy = info.getOrDefault("maxmemory_policy", "unknown");
    boolean bounded = !info.getOrDefault("maxmemory", "0").equals("0");
    if (bounded && policy.startsWith("allkeys")) {
      remarks.add("maxmemory-policy " + policy + " throws away what waits: set noeviction");
    }
    if (!bounded) {
      remarks.add("maxmemory is not set: give it a bound, such as 256mb, with noeviction");
    }
    var detail =
        "%s, version %s, append-only file %s, maxmemory-policy %s"
            .formatted(
                name,
                info.getOrDefault("redis_version", "unknown"),
                info.getOrDefault("aof_enabled", "0").equals("1") ? "on" : "off",
                policy);
    return remarks.isEmpty()
        ? new Check.Good(WHAT, detail)
        : new Check.Doubtful(WHAT, detail, String.join("; ", remarks));
  }

  private static Map<String, String> fields(String info) {
    var fields = new HashMap<String, String>();
    info.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        });
    return fields;
  }

  private static void send(OutputStream out, List<String> words) throws IOException {
    var command = new ByteArrayOutputStream();
    command.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (var word : words) {
      var bytes = word.getBytes(StandardCharsets.UTF_8);
      command.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      command.writeBytes(bytes);
      command.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    command.writeTo(out);
    out.flush();
  }

  /// Returns a simple or a bulk string; an error is thrown.
  private static String reply(InputStream in) throws IOException {
    var line = line(in);
    if (line.startsWith("+")) {
      return line.substring(1);
    }
    if (!line.startsWith("$") || !line.substring(1).matches("[0-9]{1,6}")) {
      throw new IOException(line.startsWith("-") ? line.substring(1) : "it is no Redis");
    }
    int length = Integer.parseInt(line.substring(1));
    var bytes = in.readNBytes(Math.min(length, MOST_BYTES));
    if (bytes.length < length) {
      throw new EOFException("it hung up in the middle of its answer");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > MOST_BYTES) {
        throw new EOFException("it hung up without an answer");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
