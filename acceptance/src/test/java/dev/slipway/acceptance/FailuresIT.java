package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.SlipwayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a build can come to nothing, each way told apart, by real builds in real containers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Path folder;
  private SlipwayProcess slipway;

  @BeforeAll
  void start(@TempDir Path fresh) throws IOException, InterruptedException {
    folder = fresh;
    slipway =
        Running.in(
            folder,
            Map.of(
                "SLIPWAY_BUILD_TIME", "20s",
                "SLIPWAY_BUILD_LOG", "64k",
                "SLIPWAY_BUILD_MEMORY", "256m"));
  }

  @AfterAll
  void stop() {
    slipway.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '§',
      delimiter = '|',
      value = {
        "build-failed | node -e 'process.exit(3)' | exit code 3",
        "no-output-folder | node -e 0 | dist",
        "time-limit | node -e 'setInterval(()=>{},1000)' | 20 seconds",
        "log-limit | node -e 'setInterval(()=>console.log(String(1).repeat(9999)))' | 64 KiB",
        "out-of-memory | node -e 'a=[];while(1)a.push(Buffer.alloc(1e7).fill(1))' | 256 MiB"
      })
  void tellsWhatWentWrong(String code, String build, String detail)
      throws IOException, InterruptedException {
    var failed = fail(code, "{\"scripts\":{\"build\":\"" + build + "\"}}");

    assertThat(failed.path("code").asText()).isEqualTo(code);
    assertThat(failed.path("what").asText()).contains(detail);
    assertThat(failed.path("whatToDo").asText()).isNotEmpty();
    assertThat(Containers.of(slipway.instance())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '§',
      value = {"no-build-script, {}", "malformed-json, {"})
  void tellsWhatIsWrongWithTheRepository(String code, String manifest)
      throws IOException, InterruptedException {
    var failed = fail(code, manifest);

    assertThat(failed.path("code").asText()).isEqualTo(code);
    assertThat(failed.path("whatToDo").asText()).isNotEmpty();
  }

  private JsonNode fail(String name, String manifest) throws IOException, InterruptedException {
    var repository = Repository.in(folder.resolve(name));
    var commit = repository.write("package.json", manifest).commit("It fails");
    var site = Site.add(slipway, name, repository.folder());
    return site.await(site.push("main", commit), "failed", PATIENCE).path("reason");
  }
}
