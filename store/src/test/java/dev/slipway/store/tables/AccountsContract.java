package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import dev.slipway.store.failure.StoreException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class AccountsContract extends TablesContract {

  @Test
  void letsAnAccountHaveAsManyRunningAsWasSet() {
    var account = world.account("ada", 1);

    world.accounts.limitConcurrency(account, 5);

    assertThat(world.accounts.concurrency(account)).isEqualTo(5);
    assertThat(world.accounts.concurrency(AccountId.FIRST)).isEqualTo(Accounts.MOST_RUNNING);
  }

  @Test
  void letsAnAccountHaveOneRunningIfNobodySetIt() {
    var account = world.account("ada", 5);
    world.db.sql("update account set concurrency = default where name = 'ada'").update();

    assertThat(world.accounts.concurrency(account)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Accounts.MOST_RUNNING + 1})
  void refusesWhatNoAccountMayHave(int jobs) {
    var account = world.account("ada", 3);

    assertThatThrownBy(() -> world.accounts.limitConcurrency(account, jobs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64");

    assertThat(world.accounts.concurrency(account)).isEqualTo(3);
  }

  @Test
  void saysWhichAccountIsNotThere() {
    var missing = new AccountId(UUID.randomUUID());

    assertThatThrownBy(() -> world.accounts.concurrency(missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing.value().toString());
    assertThatThrownBy(() -> world.accounts.limitConcurrency(missing, 1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing.value().toString());
  }
}
