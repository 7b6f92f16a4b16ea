package dev.slipway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.cli.client.ApiException;
import dev.slipway.cli.embedded.PlatformException;
import dev.slipway.cli.firewall.FirewallException;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.migrations.MigrationException;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.store.failure.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// `slipway`: what all commands hang below.
@Command(
    name = "slipway",
    description = "Push to GitHub, get a link, on your own machine.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = SlipwayCommand.Version.class,
    subcommands = {
      TryCommand.class,
      UpCommand.class,
      ProjectCommand.class,
      RedeployCommand.class,
      RollbackCommand.class,
      PromoteCommand.class,
      CancelCommand.class,
      ImageCommand.class,
      ArtifactCommand.class,
      VerifyCommand.class,
      PinCommand.class,
      UnpinCommand.class,
      CleanCommand.class,
      CompareCommand.class,
      CacheCommand.class,
      ExplainCommand.class,
      LimitsCommand.class,
      EnvCommand.class,
      AccessCommand.class,
      ShareCommand.class,
      BypassCommand.class,
      AccountCommand.class,
      DoctorCommand.class,
      FirewallCommand.class,
      BuilderCommand.class,
      MigrateCommand.class,
      TokenCommand.class,
      KeyCommand.class
    })
public final class SlipwayCommand {

  private static final int FAILED = 1;
  private static final int USAGE = 64;
  private static final int WRONG_SETTINGS = 78;

  private SlipwayCommand() {}

  /// Runs the command that `arguments` spell on `terminal`, and returns its exit code.
  public static int run(Terminal terminal, String... arguments) {
    var line = new CommandLine(new SlipwayCommand(), new Wiring(terminal));
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setOut(new PrintWriter(terminal.out(), true, UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, UTF_8));
    line.setParameterExceptionHandler((e, given) -> misused(terminal, e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(terminal, e));
    if (arguments.length == 0) {
      line.usage(terminal.err());
      return USAGE;
    }
    return line.execute(arguments);
  }

  private static int misused(Terminal terminal, ParameterException e) {
    var name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    terminal.complain("slipway: " + e.getMessage());
    terminal.complain("See ./" + name + " --help");
    return USAGE;
  }

  /// Tells what people can do something about in one line; anything else is our bug, and is thrown.
  static int failed(Terminal terminal, Exception e) throws Exception {
    return switch (e) {
      case UsageException usage -> complain(terminal, usage, USAGE);
      case ApiException api -> complain(terminal, api, FAILED);
      case DeploymentFailure failure -> complain(terminal, failure.reason().text(), FAILED);
      case SettingsException settings -> complain(terminal, settings, WRONG_SETTINGS);
      case PlatformException platform -> complain(terminal, platform, FAILED);
      case FirewallException firewall -> complain(terminal, firewall, FAILED);
      case StoreException store -> complain(terminal, store, FAILED);
      case MigrationException migration -> complain(terminal, migration, FAILED);
      case CheckoutException checkout -> complain(terminal, withCause(checkout), FAILED);
      case UncheckedIOException io -> complain(terminal, io, FAILED);
      default -> throw e;
    };
  }

  private static int complain(Terminal terminal, Exception e, int code) {
    return complain(terminal, String.valueOf(e.getMessage()), code);
  }

  private static int complain(Terminal terminal, String text, int code) {
    text.lines().forEach(line -> terminal.complain("slipway: " + line));
    return code;
  }

  private static String withCause(Exception e) {
    return e.getMessage() + ": " + e.getCause();
  }

  /// Returns the version that the build wrote into the manifest.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = SlipwayCommand.class.getPackage().getImplementationVersion();
      return new String[] {"slipway " + (version == null ? "from class files" : version)};
    }
  }

  /// Makes each command with the terminal that it writes to.
  private record Wiring(Terminal terminal) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> made : type.getDeclaredConstructors()) {
        if (made.getParameterCount() == 1 && made.getParameterTypes()[0] == Terminal.class) {
          return type.cast(made.newInstance(terminal));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
