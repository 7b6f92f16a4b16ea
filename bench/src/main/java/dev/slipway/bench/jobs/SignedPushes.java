package dev.slipway.bench.jobs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed pushes as GitHub sends them, as the bytes of HTTP requests: each of a commit and a branch
/// of its own, to one project after the other, and about as large as a real one. Thread-safe.
final class SignedPushes {

  private static final String ALGORITHM = "HmacSHA256";

  /// So much is in a payload that nobody reads: repository, sender, organisation.
  private static final int PADDING = 7_000;

  private final String path;
  private final String secret;
  private final List<String> projects;
  private final String padding = "x".repeat(PADDING);
  private final AtomicLong count = new AtomicLong();

  /// @param path what is posted to; `{project}` in it is the name of the push's project
  SignedPushes(String path, String secret, List<String> projects) {
    this.path = path;
    this.secret = secret;
    this.projects = List.copyOf(projects);
  }

  /// Returns the next one.
  byte[] next() {
    long number = count.getAndIncrement();
    var project = projects.get((int) (number % projects.size()));
    var body = body(project, number).getBytes(UTF_8);
    var head =
        """
        POST %s HTTP/1.1
        Host: localhost
        User-Agent: GitHub-Hookshot/bench
        Accept: */*
        Content-Type: application/json
        X-GitHub-Event: push
        X-GitHub-Delivery: %s
        X-Hub-Signature-256: sha256=%s
        Content-Length: %d

        """
            .formatted(
                path.replace("{project}", project), UUID.randomUUID(), hmac(body), body.length)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII);
    var request = new ByteArrayOutputStream(head.length + body.length);
    request.writeBytes(head);
    request.writeBytes(body);
    return request.toByteArray();
  }

  private String body(String project, long number) {
    return """
    {"ref": "refs/heads/branch-%d", "before": "%s", "after": "%040x", "created": false,
     "deleted": false, "forced": false, "commits": [],
     "head_commit": {"id": "%040x", "message": "Change %d", "author": {"name": "Bench"}},
     "repository": {"name": "%s", "description": "%s"}, "sender": {"login": "bench"}}
    """
        .formatted(number, "0".repeat(40), number, number, number, project, padding);
  }

  private String hmac(byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
