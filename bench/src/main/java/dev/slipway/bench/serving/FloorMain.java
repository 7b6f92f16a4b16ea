package dev.slipway.bench.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.StoredFile;
import dev.slipway.store.folder.FolderArtifacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// About the least that an answer costs on this machine and this Java, if bodies are read: it reads
/// a request, knows by the hash of its bytes what to answer, reads the file's bytes behind a head
/// that was made before, and writes both at once; what is large it sends from the file. It checks
/// nothing and has no rules, limits or time-outs. A server that keeps or maps bodies, or sends
/// large ones otherwise, may be faster where that helps.
public final class FloorMain {

  private static final int BACKLOG = 4_096;
  private static final int REQUEST = 8 << 10;

  /// What is larger is sent from the file.
  private static final int COPIED = 136 << 10;

  private static final String LINE_END = "\r\n";
  private static final String COMMON =
      """
      Date: Sun, 22 Nov 2026 12:00:00 GMT\r
      Cache-Control: public, max-age=0, must-revalidate\r
      Vary: Accept-Encoding\r
      X-Content-Type-Options: nosniff\r
      Content-Type: application/octet-stream\
      """;

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private final Map<String, Known> files = new HashMap<>();
  private final Map<Long, Answer> answers = new HashMap<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(REQUEST);
  private final byte[] request = new byte[REQUEST];
  private final ByteBuffer out = ByteBuffer.allocateDirect(COPIED + REQUEST);

  /// A file of a site.
  private record Known(FileChannel tar, StoredFile stored) {}

  /// What a request is answered with.
  private record Answer(ByteBuffer head, FileChannel tar, Extent body) {}

  /// What is still to be sent of a body.
  private static final class Rest {
    private final FileChannel tar;
    private final long end;
    private long at;

    Rest(FileChannel tar, long at, long end) {
      this.tar = tar;
      this.at = at;
      this.end = end;
    }

    /// Sends what the socket takes, and returns whether that was all.
    boolean send(SocketChannel to) throws IOException {
      while (at < end) {
        long sent = tar.transferTo(at, end - at, to);
        if (sent == 0) {
          return false;
        }
        at += sent;
      }
      return true;
    }
  }

  private FloorMain(Corpus corpus) {
    var store = FolderArtifacts.readOnly(corpus.artifacts());
    for (var site : corpus.sites()) {
      var artifact = Artifact.open(store.find(site.artifact()).orElseThrow()); // for good
      for (var file : artifact.manifest().files()) {
        var stored = artifact.file(file.path()).orElseThrow();
        files.put(site.host() + path(file), new Known(artifact.channel(), stored));
      }
    }
  }

  private static String path(ManifestFile file) {
    return file.path().equals("index.html") ? "/" : "/" + file.path();
  }

  /// Serves until it is killed.
  ///
  /// @param arguments the port, and the folder of the corpus
  public static void main(String[] arguments) throws IOException {
    var floor = new FloorMain(Corpus.in(Path.of(arguments[1])));
    floor.serve(Integer.parseInt(arguments[0]));
  }

  private void serve(int port) throws IOException {
    try (var selector = Selector.open();
        var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        selector.select(key -> {
          try {
            turn(key, selector);
          } catch (IOException e) {
            key.cancel(); // whoever asks counts it
          }
        });
      }
    }
  }

  private void turn(SelectionKey key, Selector selector) throws IOException {
    if (key.channel() instanceof ServerSocketChannel listener) {
      var socket = listener.accept();
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.register(selector, SelectionKey.OP_READ);
    } else if (key.channel() instanceof SocketChannel socket) {
      if (key.attachment() instanceof Rest rest) {
        goOn(key, socket, rest);
      } else {
        answer(key, socket);
      }
    }
  }

  private static void goOn(SelectionKey key, SocketChannel socket, Rest rest) throws IOException {
    if (rest.send(socket)) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void answer(SelectionKey key, SocketChannel socket) throws IOException {
    in.clear();
    int length = socket.read(in);
    if (length < 0) {
      socket.close();
      return;
    }
    in.flip().get(request, 0, length);
    long hash = BASIS;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ request[i]) * PRIME;
    }
    var answer = answers.get(hash);
    if (answer == null) {
      answer = answer(new String(request, 0, length, ISO_8859_1));
      answers.put(hash, answer);
    }
    send(key, socket, answer);
  }

  private void send(SelectionKey key, SocketChannel socket, Answer answer) throws IOException {
    var body = answer.body();
    out.clear().put(answer.head().duplicate());
    long at = body.offset();
    long end = body.offset() + body.length();
    if (body.length() <= COPIED) {
      out.limit(out.position() + (int) body.length());
      at += answer.tar().read(out, at);
    }
    socket.write(out.flip());
    var rest = new Rest(answer.tar(), at - out.remaining(), end);
    if (!rest.send(socket)) {
      key.attach(rest);
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  /// Reads `request` as one would who has all the time: each comes here once.
  private Answer answer(String request) {
    var lines = request.split(LINE_END, -1);
    var fields = new HashMap<String, String>();
    for (var line : List.of(lines).subList(1, lines.length - 2)) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon).toLowerCase(ROOT), line.substring(colon + 1).strip());
    }
    var known = files.get(fields.get("host") + lines[0].split(" ", -1)[1]);
    if (known == null) {
      throw new IllegalStateException("not in the corpus: " + request);
    }
    var tag = "ETag: \"" + known.stored().file().sha256() + "\"";
    if (fields.containsKey("if-none-match")) {
      return new Answer(head("304 Not Modified", tag), known.tar(), new Extent(0, 0));
    }
    return Encoding.of(fields.getOrDefault("accept-encoding", ""))
        .flatMap(encoding ->
            Optional.ofNullable(known.stored().encoded().get(encoding))
                .map(body -> whole(known, body, tag, "Content-Encoding: " + encoding.token())))
        .orElseGet(() -> whole(known, known.stored().plain(), tag, "Accept-Ranges: bytes"));
  }

  private static Answer whole(Known known, Extent body, String... fields) {
    var head = head("200 OK", String.join(LINE_END, fields), "Content-Length: " + body.length());
    return new Answer(head, known.tar(), body);
  }

  /// Returns a head about as long as those of our server.
  private static ByteBuffer head(String status, String... fields) {
    var text =
        String.join(LINE_END, "HTTP/1.1 " + status, COMMON, String.join(LINE_END, fields), "", "");
    var bytes = text.getBytes(ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
