package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.build.Trust;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.variable.BuildVariables;
import dev.slipway.core.variable.KnownVariable;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.core.variable.Variables;
import dev.slipway.store.failure.StoreException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class VariablesContract extends TablesContract {

  private static final BranchName NEXT = new BranchName("next");

  private Project shop;
  private Project blog;

  @BeforeEach
  void addProjects() {
    shop = world.project("shop");
    blog = world.project("blog");
  }

  @Test
  void tellsNoValueOfASecret() {
    var now = world.clock.instant().truncatedTo(ChronoUnit.MICROS);

    boolean set =
        world.variables.set(
            shop.id(),
            List.of(
                secret("TOKEN", "production", "canary"), plain("SITE", "all", "https://x.y/ä\n")));

    assertThat(set).isTrue();
    assertThat(world.variables.of(shop.id()))
        .containsExactly(
            new KnownVariable(
                new VariableKey("SITE"),
                new VariableScope.Everywhere(),
                VariableKind.PUBLIC,
                VariableUse.BOTH,
                Optional.of("https://x.y/ä\n"),
                now),
            new KnownVariable(
                new VariableKey("TOKEN"),
                new VariableScope.In(Environment.PRODUCTION),
                VariableKind.SECRET,
                VariableUse.BOTH,
                Optional.empty(),
                now));
    assertThat(world.variables.of(blog.id())).isEmpty();
  }

  @Test
  void givesABuildWhatIsMeantForIt() {
    world.variables.set(
        shop.id(),
        List.of(
            secret("A", "all", "1"),
            secret("A", "preview", "2"),
            secret("A", "branch:next", "3"),
            plain("B", "production", "4")));
    world.variables.set(blog.id(), List.of(secret("C", "all", "5")));

    assertThat(forBuild(Trust.PREVIEW, NEXT).environment()).isEqualTo(Map.of("A", "3"));
    assertThat(forBuild(Trust.PREVIEW, new BranchName("x")).environment())
        .isEqualTo(Map.of("A", "2"));
    assertThat(forBuild(Trust.PRODUCTION, World.MAIN).environment())
        .isEqualTo(Map.of("A", "1", "B", "4"));
  }

  @Test
  void givesTheCodeOfAForkNothingNotEvenWhatIsPublic() {
    world.variables.set(shop.id(), List.of(secret("A", "all", "1"), plain("B", "all", "2")));

    var variables = world.variables.forBuild(shop.id(), NEXT, Trust.FORK);

    assertThat(variables).isEqualTo(BuildVariables.NONE);
  }

  @Test
  void replacesWhatHasTheSameKeyAndScope() {
    world.variables.set(shop.id(), List.of(secret("A", "all", "1"), plain("A", "preview", "2")));

    world.variables.set(shop.id(), List.of(plain("A", "all", "3")));

    assertThat(world.variables.of(shop.id()))
        .extracting(known -> known.scope().text() + " " + known.value().orElse("***"))
        .containsExactly("all 3", "preview 2");
  }

  @Test
  void removesOneOfAKey() {
    var key = new VariableKey("A");
    var everywhere = new VariableScope.Everywhere();
    world.variables.set(shop.id(), List.of(plain("A", "all", "1"), plain("A", "preview", "2")));

    assertThat(world.variables.remove(blog.id(), key, everywhere)).isFalse();
    assertThat(world.variables.remove(shop.id(), key, everywhere)).isTrue();
    assertThat(world.variables.remove(shop.id(), key, everywhere)).isFalse();
    assertThat(world.variables.of(shop.id()))
        .extracting(KnownVariable::value)
        .containsExactly(Optional.of("2"));
  }

  @Test
  void hasADigestThatIsTheSameForTheSameVariablesOnly() {
    world.variables.set(shop.id(), List.of(secret("A", "all", "1")));
    world.variables.set(blog.id(), List.of(secret("A", "all", "1")));
    var first = forBuild(Trust.PREVIEW, NEXT).digest();
    var foreign = world.variables.forBuild(blog.id(), NEXT, Trust.PREVIEW).digest();

    world.variables.set(shop.id(), List.of(secret("A", "all", "2")));
    var changed = forBuild(Trust.PREVIEW, NEXT).digest();
    world.variables.set(shop.id(), List.of(secret("A", "all", "1")));
    var again = forBuild(Trust.PREVIEW, NEXT).digest();
    world.variables.remove(shop.id(), new VariableKey("A"), new VariableScope.Everywhere());

    assertThat(first).hasSize(64).isEqualTo(again).isNotEqualTo(changed).isNotEqualTo(foreign);
    assertThat(forBuild(Trust.PREVIEW, NEXT).digest()).isEmpty();
  }

  @Test
  void takesNoMoreThanAProjectMayHave() {
    var full =
        IntStream.range(0, Variables.MOST).mapToObj(i -> plain("K" + i, "all", "x")).toList();

    assertThat(world.variables.set(shop.id(), full)).isTrue();
    assertThat(world.variables.set(shop.id(), List.of(plain("K", "all", "x")))).isFalse();
    assertThat(world.variables.set(shop.id(), List.of(plain("K0", "all", "y")))).isTrue();

    assertThat(world.variables.of(shop.id())).hasSize(Variables.MOST);
  }

  @Test
  void takesNoMoreBytesThanAProjectMayHaveAndThenNoneOfThem() {
    var large = "x".repeat(Variable.LONGEST);
    var four = IntStream.range(0, 4).mapToObj(i -> plain("K" + i, "all", large)).toList();

    assertThat(world.variables.set(shop.id(), four)).isTrue();
    assertThat(set(plain("Z", "all", "x"))).isFalse();
    assertThat(set(plain("K0", "all", ""), plain("Z", "all", large))).isTrue();
    assertThat(set(plain("K0", "all", "replaced"), plain("Y", "all", large))).isFalse();

    assertThat(forBuild(Trust.PREVIEW, NEXT).environment()).hasSize(5).containsEntry("K0", "");
  }

  @Test
  void takesNoMoreThanAProjectMayHaveWhenManySetThemAtOnce()
      throws ExecutionException, InterruptedException {
    var taken = new AtomicInteger();
    var threads = new AtomicInteger();

    InParallel.run(
        8,
        () -> {
          int thread = threads.incrementAndGet();
          for (int i = 0; i < 20; i++) {
            if (set(plain("T%d_%d".formatted(thread, i), "all", "x"))) {
              taken.incrementAndGet();
            }
          }
          return thread;
        });

    assertThat(taken).hasValue(Variables.MOST);
    assertThat(world.variables.of(shop.id())).hasSize(Variables.MOST);
  }

  @Test
  void keepsNoValueThatCouldBeRead() {
    world.variables.set(shop.id(), List.of(secret("A", "all", "canary-1")));
    world.variables.set(shop.id(), List.of(plain("B", "all", "canary-2")));

    var kept =
        world.db.sql("select sealed from variable").list(row -> row.text("sealed")).toString();

    assertThat(kept).doesNotContain("canary", "Y2FuYXJ5");
  }

  @Test
  void refusesAValueThatWasMovedToAnotherProject() {
    set(secret("A", "preview", "canary"));
    world.variables.set(blog.id(), List.of(plain("Z", "production", "z")));
    world
        .db
        .sql("update variable set project = cast(:blog as uuid) where name = 'A'")
        .bind("blog", blog.id().value())
        .update();

    assertThatThrownBy(() -> world.variables.forBuild(blog.id(), NEXT, Trust.PREVIEW))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/variable/A/")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update variable set name = 'B'",
        "update variable set scope = 'all'",
        "update variable set kind = 'public'",
        "update variable set used = 'build'"
      })
  void refusesAValueThatWasGivenToAnotherPurpose(String change) {
    set(secret("A", "preview", "canary"));
    world.db.sql(change).update();

    assertThatThrownBy(() -> forBuild(Trust.PREVIEW, NEXT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/variable/")
        .hasMessageNotContaining("canary");
  }

  @Test
  void showsNoSecretThatWasMadePublicInTheDatabase() {
    world.variables.set(shop.id(), List.of(secret("A", "all", "canary")));
    world.db.sql("update variable set kind = 'public'").update();

    assertThatThrownBy(() -> world.variables.of(shop.id())).isInstanceOf(StoreException.class);
  }

  @Test
  void asksForNoKeyWhereThereIsNothingToDecrypt() {
    var keyless =
        new DatabaseVariables(
            world.db,
            () -> {
              throw new StoreException("there is no key");
            },
            Clock.systemUTC(),
            new SecureRandom());
    world.variables.set(shop.id(), List.of(secret("A", "production", "x")));

    assertThat(keyless.of(shop.id())).hasSize(1);
    assertThat(keyless.forBuild(blog.id(), NEXT, Trust.PREVIEW)).isEqualTo(BuildVariables.NONE);
    assertThat(keyless.forBuild(shop.id(), NEXT, Trust.PREVIEW)).isEqualTo(BuildVariables.NONE);
    assertThatThrownBy(() -> keyless.forBuild(shop.id(), World.MAIN, Trust.PRODUCTION))
        .hasMessage("there is no key");
  }

  private boolean set(Variable... variables) {
    return world.variables.set(shop.id(), List.of(variables));
  }

  private BuildVariables forBuild(Trust trust, BranchName branch) {
    return world.variables.forBuild(shop.id(), branch, trust);
  }

  private static Variable secret(String key, String scope, String value) {
    return variable(key, scope, VariableKind.SECRET, value);
  }

  private static Variable plain(String key, String scope, String value) {
    return variable(key, scope, VariableKind.PUBLIC, value);
  }

  private static Variable variable(String key, String scope, VariableKind kind, String value) {
    return new Variable(
        new VariableKey(key),
        VariableScope.parse(scope).orElseThrow(),
        kind,
        VariableUse.BOTH,
        new Secret(value));
  }
}
