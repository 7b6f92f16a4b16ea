package dev.slipway.runner.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "export default { output: 'export' }                                   | output | export",
        "module.exports = { output : \"export\", trailingSlash: true }          | output | export",
        "const c: NextConfig = { output: `export` as const };                   | output | export",
        "export default withMDX({ output: 'export' })                           | output | export",
        "export default { 'output': 'export' }                                  | output | export",
        "export default { // output: 'export' }                                 | output | ~~",
        "export default { /* output: 'export', */ }                             | output | ~~",
        "export default { url: 'http://x', output: 'export' }                   | output | export",
        "export default { test: /\\/\\/[/*]/, output: 'export' }                | output | export",
        "export default { output: dev ? undefined : 'export' }                  | output | ~~",
        "export default { output: 'ex' + 'port' }                               | output | ~~",
        "export default { output: `${x}` }                                      | output | ~~",
        "export default { experimental: { output: 'export' } }                  | output | ~~",
        "export default { a: 'output: 1', output: 'export' }                    | output | export",
        "export default { output: 'a', ...x, output: 'b' }                      | output | a b",
        "defineConfig({ build: { outDir: '../web', x: [1] } })                  | build.outDir | ../web",
        "defineConfig(({ mode }) => ({ build: { outDir: 'web' } }))             | build.outDir | web",
        "defineConfig({ plugins: [pwa({ outDir: 'x' })], build: { a: {} } })    | build.outDir | ~~",
        "defineConfig({ plugins: [pwa({ outDir: 'x' })], outDir: 'y' })         | outDir | y",
        "const c = { kit: { adapter: adapter({ pages: 'web' }) } };             | kit.adapter.pages | web",
        "export default { ssr: false } satisfies Config;                        | ssr | false",
        "module.exports = (c) => { c.setOutputDirectory('www'); return {} }     | setOutputDirectory() | www",
        "return { dir: { input: 'src', output: 'www' } }                        | dir.output | www"
      })
  void findsWhatIsSpelledOut(String text, String setting, String values) {
    var expected = Arrays.stream(values.split(" ", -1)).filter(word -> !word.isEmpty()).toList();

    assertThat(ScriptText.of(text).values(setting)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{", "(", "[", "a: {", "'", "\"", "`", "/", "/*", "\\", "a:", ":", "}", "a('", "\u0000",
        "'x'"
      })
  void endsWithTextsThatAreHostile(String piece) {
    var script = ScriptText.of(piece.repeat((1 << 20) / piece.length()));

    assertThat(script.values("a")).isEqualTo(List.of());
  }

  @Test
  void doesNotTripOverAnEndInTheMiddle() {
    var text = "export default defineConfig({ build: { outDir: 'a\\'b' } }) // /* `";

    for (int end = 0; end <= text.length(); end++) {
      assertThat(ScriptText.of(text.substring(0, end)).values("build.outDir")).isEmpty();
    }
  }

  @Test
  void keepsNothingOfManySettingsWithLongNames() {
    var text = new StringBuilder(("k".repeat(4_000) + ":{").repeat(59)).append("near: true,");
    for (var i = 0; text.length() < (1 << 20); i++) {
      text.append('a').append(i).append(":true,");
    }

    var script = ScriptText.of(text.toString());

    assertThat(script.values("near")).containsExactly("true");
    assertThat(script.values("a7")).containsExactly("true");
  }

  @Test
  void keepsNothingOfManySettingsWithManyNames() {
    var text = new StringBuilder(("k".repeat(90) + ":{").repeat(59));
    for (var i = 0; text.length() < (1 << 20); i++) {
      text.append('a').append(i).append(":true,");
    }

    var script = ScriptText.of(text.toString());

    assertThat(script.values("a7")).isEmpty();
    assertThat(script.values(("k".repeat(90) + ".").repeat(59) + "a7")).isEmpty();
  }
}
