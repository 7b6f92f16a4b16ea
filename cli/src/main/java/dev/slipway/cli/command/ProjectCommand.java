package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.checkout.LocalRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway project …`: the projects of a running Slipway.
@Command(
    name = "project",
    description = "Add and list projects.",
    subcommands = {ProjectCommand.Add.class, ProjectCommand.ListAll.class})
final class ProjectCommand {

  private ProjectCommand() {}

  /// `slipway project add NAME GIT-URL`
  @Command(name = "add", description = "Add a project, and print its hook's URL and secret.")
  static final class Add implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ApiOptions api = new ApiOptions();

    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "what it is called, and the label of its host")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private String name = "";

    @Parameters(
        index = "1",
        paramLabel = "GIT-URL",
        description = "https URL, or the folder of a repository on this machine")
    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    private String repository = "";

    @Option(
        names = "--branch",
        paramLabel = "B",
        description = "the production branch (default: main, or the one that the folder is on)")
    private @Nullable String branch;

    Add(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      var fields = new HashMap<String, String>();
      fields.put("name", name);
      fields.put("repository", repository());
      branch().ifPresent(wanted -> fields.put("branch", wanted));
      var added = api.client().post("/api/projects", fields);
      terminal.say("Added " + name + ".");
      terminal.gap();
      terminal.say("  Hook URL     " + added.path("hook").asText());
      terminal.say("  Hook secret  " + added.path("secret").asText());
      terminal.gap();
      terminal.say(
          "Add them to the repository: Settings, Webhooks, content type application/json,");
      terminal.say("event push. The secret is not shown again. To deploy without a push:");
      terminal.say("  ./slipway redeploy " + name);
      return 0;
    }

    /// Returns the repository as the platform knows it: a relative path means something only here.
    private String repository() {
      return isRelative() ? LocalFolder.named(repository).toString() : repository;
    }

    private boolean isRelative() {
      return !repository.contains("://") && !repository.startsWith("/");
    }

    /// Returns the production branch that was named, or the one that a local repository is on.
    private Optional<String> branch() {
      if (branch != null || repository.contains("://")) {
        return Optional.ofNullable(branch);
      }
      var folder = Path.of(repository());
      return Files.isDirectory(folder)
          ? LocalRepository.read(folder).map(found -> found.branch().value())
          : Optional.empty();
    }
  }

  /// `slipway project list`
  @Command(name = "list", description = "List the projects.")
  static final class ListAll implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ApiOptions api = new ApiOptions();

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      for (JsonNode project : api.client().get("/api/projects").path("projects")) {
        terminal.say(
            "%-24s %s  %s"
                .formatted(
                    project.path("name").asText(),
                    project.path("repository").asText(),
                    project.path("branch").asText()));
      }
      return 0;
    }
  }
}
