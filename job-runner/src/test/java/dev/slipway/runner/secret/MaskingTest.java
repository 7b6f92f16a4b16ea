package dev.slipway.runner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingTest {

  private static final String SECRET = "s3cr3t/Ä+key=?&*~(x)!";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the s3cr3t is here|the *** is here",
        "s3cr3t|***",
        "s3cr3ts3cr3t|***",
        "xs3cr3txs3cr3|x***xs3cr3",
        "S3CR3T|S3CR3T",
        "s3cr3s3cr3t|s3cr3***",
        "a s3cr3t and hunter2x|a *** and ***",
      })
  void masksWhatIsSecretAndNothingElse(String line, String masked) {
    assertThat(Masking.of(List.of("s3cr3t", "hunter2x")).mask(line)).isEqualTo(masked);
  }

  @Test
  void masksNothingWithoutSecrets() {
    var line = "anything".getBytes(UTF_8);

    assertThat(Masking.NONE.mask(line, line.length)).isSameAs(line);
    assertThat(Masking.NONE.mask(line, 3)).isEqualTo("any".getBytes(UTF_8));
    assertThat(Masking.of(List.of("", "abc", " \n ")).mask("an abc")).isEqualTo("an abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3t%2F%C3%84%2Bkey%3D%3F%26*~(x)!",
        "s3cr3t%2f%c3%84%2bkey%3d%3f%26*~(x)!",
        "s3cr3t%2F%C3%84%2Bkey%3D%3F%26*%7E%28x%29%21",
        "s3cr3t/%C3%84%2Bkey%3D%3F%26%2A~%28x%29%21"
      })
  void masksItAsUrlsHaveIt(String written) {
    var masking = Masking.of(List.of(SECRET));

    assertThat(masking.mask("GET /?key=" + written + " 200")).isEqualTo("GET /?key=*** 200");
  }

  @Test
  void masksItAsJsonHasIt() {
    var masking = Masking.of(List.of("a \"quoted\"\nand \\ broken line"));

    assertThat(masking.mask("{\"key\":\"a \\\"quoted\\\"\\nand \\\\ broken line\"}"))
        .isEqualTo("{\"key\":\"***\"}");
  }

  @Test
  void masksItAsBase64WhateverStandsBeforeAndBehindIt() {
    var masking = Masking.of(List.of(SECRET));
    for (int before = 0; before < 7; before++) {
      for (int behind = 0; behind < 7; behind++) {
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
          var text = "u".repeat(before) + SECRET + "w".repeat(behind);
          var code = encoder.encodeToString(text.getBytes(UTF_8));

          var masked = masking.mask(code);

          assertThat(masked).as(text).contains("***");
          assertThat(revealed(masked, code)).as(text).isLessThanOrEqualTo(before + behind + 2);
        }
      }
    }
    assertThat(masking.mask("x " + base64(SECRET) + " y")).isEqualTo("x *** y");
    assertThat(masking.mask("x " + base64(SECRET + "\n") + " y")).isEqualTo("x *** y");
  }

  /// Returns how many bytes can still be decoded.
  private static int revealed(String masked, String code) {
    return (masked.length() - 3) * 6 / 8 - (code.endsWith("=") ? 1 : 0);
  }

  @Test
  void masksItAsHexadecimal() {
    var hex = HexFormat.of().formatHex(SECRET.getBytes(UTF_8));

    assertThat(Masking.of(List.of(SECRET)).mask(hex + hex.toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo("***");
  }

  @Test
  void masksEveryLineOfASecretThatHasSeveral() {
    var masking = Masking.of(List.of("-----BEGIN KEY-----\r\n  MIIEvQ\n}\nAgMBAAE=\n"));

    assertThat(masking.mask("key: MIIEvQ,\nAgMBAAE=\n}\n-----BEGIN KEY-----"))
        .isEqualTo("key: ***,\n***\n}\n***");
  }

  @Test
  void masksTheLinesThatALongCodeIsBrokenInto() {
    var secret = random(300);
    var masking = Masking.of(List.of(secret));
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getBytes(UTF_8));

    assertThat(masking.mask(lines)).matches("\\*\\*\\*(\n\\*\\*\\*)+");
  }

  @Test
  void masksItAsALogLeavesItThatHasNoControlCharacters() {
    var masking = Masking.of(List.of("one\u0007two\u0000three"));

    assertThat(masking.mask("a onetwothree b")).isEqualTo("a *** b");
  }

  @Test
  void masksWhatIsLeftOfALongSecretThatWasCutOff() {
    var secret = random(100);

    var masked = Masking.of(List.of(secret)).mask("key " + secret.substring(0, 40) + "…");

    assertThat(masked).isEqualTo("key ***…");
  }

  @Test
  void masksItThroughColours() {
    var masking = Masking.of(List.of("s3cr3t"));

    assertThat(masking.mask("\u001B[32ms3\u001B[1;31mcr\u001B[0m3t\u001B[0m!"))
        .isEqualTo("\u001B[32m***\u001B[0m!");
    assertThat(masking.mask("\u001B s3cr3t \u001B[ s3cr3t \u001B[3"))
        .isEqualTo("\u001B *** \u001B[ *** \u001B[3");
  }

  @Test
  void keepsBytesThatAreNoText() {
    var line = new byte[] {(byte) 0xFF, 's', '3', 'c', 'r', (byte) 0x80, 'x'};

    assertThat(Masking.of(List.of("s3cr")).mask(line, 6))
        .isEqualTo(new byte[] {(byte) 0xFF, '*', '*', '*', (byte) 0x80});
  }

  @Test
  void leavesNoSecretInARandomText() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      var secret = random(4 + random.nextInt(60));
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(
            switch (random.nextInt(6)) {
              case 0 -> secret;
              case 1 -> base64(random(random.nextInt(5)) + secret + random(random.nextInt(5)));
              case 2 -> URLEncoder.encode(secret, StandardCharsets.UTF_8);
              case 3 -> secret.substring(0, random.nextInt(secret.length()));
              default -> random(random.nextInt(20));
            });
      }

      var masked = Masking.of(List.of(secret)).mask(text.toString());

      assertThat(masked).doesNotContain(secret, base64(secret));
    }
  }

  @Test
  void cutsNoSecret() {
    var masking = Masking.of(List.of("s3cr3t"));

    assertThat(cut(masking, "plain text")).isEqualTo(10);
    assertThat(cut(masking, "plain s3cr")).isEqualTo(6);
    assertThat(cut(masking, "plain s3cr3t")).isEqualTo(6);
    assertThat(cut(masking, "s3cr")).isEqualTo(4);
    assertThat(cut(Masking.NONE, "s3cr")).isEqualTo(4);
    assertThat(cut(Masking.of(List.of("xabab", "abcab")), "1xababcabc")).isEqualTo(1);
  }

  private static int cut(Masking masking, String line) {
    var bytes = line.getBytes(UTF_8);
    return masking.cut(bytes, bytes.length, bytes.length);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String random(int length) {
    var random = new Random(length);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('0' + random.nextInt(75)));
    }
    return text.toString();
  }
}
