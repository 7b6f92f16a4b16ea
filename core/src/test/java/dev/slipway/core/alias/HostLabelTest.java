package dev.slipway.core.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostLabelTest {

  private static final ProjectName SHOP = new ProjectName("shop");

  @ParameterizedTest
  @CsvSource({
    "main, main--shop",
    "feature/Login_Page, feature-login-page--shop",
    "a--b, a-b--shop",
    "日本, branch--shop"
  })
  void spellsABranchAsALabel(String branch, String label) {
    assertThat(HostLabel.of(new BranchName(branch), SHOP)).isEqualTo(new HostLabel(label));
  }

  @Test
  void tellsBranchesApartThatSpellTheSame() {
    var one = HostLabel.distinctOf(new BranchName("feature/a"), SHOP);
    var other = HostLabel.distinctOf(new BranchName("feature-a"), SHOP);

    assertThat(one).isNotEqualTo(other);
    assertThat(one.value()).matches("feature-a-[0-9a-f]{8}--shop");
  }

  @Test
  void fitsALabelHoweverLongTheNamesAre() {
    var project = new ProjectName("p".repeat(40));

    assertThat(HostLabel.of(new BranchName("b".repeat(240)), project).value()).hasSize(63);
    assertThat(HostLabel.distinctOf(new BranchName("b".repeat(240)), project).value()).hasSize(63);
  }
}
