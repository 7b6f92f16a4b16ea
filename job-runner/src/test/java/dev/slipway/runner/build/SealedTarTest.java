package dev.slipway.runner.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

final class SealedTarTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SealedTar tar = new SealedTar(out);

  @Test
  void addsOneEntryBehindTheLast() throws IOException {
    tar.write(tar("a", "b"));

    tar.seal("marker");

    assertThat(entries()).containsExactly("a 1500", "b 1500", "marker 0");
  }

  @Test
  void keepsAFileOfZerosAtTheEnd() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var zeros = new TarArchiveOutputStream(bytes);
    Sources.write(zeros, "zeros", new byte[100_000]);
    zeros.finish();

    tar.write(bytes.toByteArray());
    tar.seal("marker");

    assertThat(entries()).containsExactly("zeros 100000", "marker 0");
  }

  @Test
  void takesATarInPiecesOfAnySize() throws IOException {
    for (byte value : tar("a", "b")) {
      tar.write(value);
    }

    tar.seal("marker");

    assertThat(entries()).containsExactly("a 1500", "b 1500", "marker 0");
  }

  @Test
  void sealsAnEmptyTar() throws IOException {
    tar.write(tar());

    tar.seal("marker");

    assertThat(entries()).containsExactly("marker 0");
  }

  @Test
  void refusesATarThatEndsTooEarlyWhereverThatIs() throws IOException {
    var whole = tar("a", "b");

    for (int length : List.of(0, 100, 512, 1000, 2048, 2560, 4000, 4096)) {
      var truncated = new SealedTar(new ByteArrayOutputStream());
      truncated.write(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> truncated.seal("marker"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("without its end mark");
    }
  }

  @Test
  void refusesWhatIsNoTar() {
    var text = "x".repeat(2000).getBytes(UTF_8);

    assertThatThrownBy(() -> tar.write(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no tar header");
  }

  private static byte[] tar(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var tar = new TarArchiveOutputStream(bytes);
    for (var name : names) {
      Sources.write(tar, name, new byte[1500]);
    }
    tar.finish();
    return bytes.toByteArray();
  }

  private List<String> entries() throws IOException {
    var found = new ArrayList<String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        found.add(entry.getName() + " " + in.readAllBytes().length);
      }
    }
    return found;
  }
}
