package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.RouteLedger;
import dev.slipway.core.alias.RouteLedger.Entry;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RouteLedgerContract extends TablesContract {

  private RouteLedger ledger;
  private Project project;
  private DeploymentId first;

  @BeforeEach
  void publish() {
    ledger = new DatabaseRouteLedger(database().db());
    project = world.project("shop");
    first = published('a');
  }

  @Test
  void hasAnEntryForWhatWasPublished() {
    long before = ledger.newest();

    published('b');

    expectChangeAfter(before);
  }

  @Test
  void hasAnEntryForWhatAPersonShows() {
    published('b');
    long before = ledger.newest();

    world.aliases.show(project.id(), first);

    expectChangeAfter(before);
  }

  @Test
  void hasNoneForWhatChangesNothingThatIsServed() {
    long before = ledger.newest();

    world.push(project, "main", 'b');

    assertThat(ledger.after(before)).isEmpty();
  }

  private DeploymentId published(char commit) {
    world.push(project, "main", commit);
    return world.publishNext();
  }

  private void expectChangeAfter(long before) {
    assertThat(ledger.newest()).isGreaterThan(before);
    assertThat(ledger.after(before))
        .isNotEmpty()
        .extracting(Entry::project)
        .containsOnly(project.id());
  }
}
