package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.store.failure.StoreException;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class ApiTokensContract extends TablesContract {

  private final SecureRandom random = new SecureRandom();

  @Test
  void knowsWhoseATokenIs() {
    var token = ApiToken.random(random);

    world.tokens.add(AccountId.FIRST, token, "laptop");

    assertThat(world.tokens.owner(token)).contains(AccountId.FIRST);
    assertThat(world.tokens.owner(ApiToken.random(random))).isEmpty();
  }

  @Test
  void isEmptyUntilATokenIsAdded() {
    boolean before = world.tokens.isEmpty();

    world.tokens.add(AccountId.FIRST, ApiToken.random(random), "laptop");

    assertThat(before).isTrue();
    assertThat(world.tokens.isEmpty()).isFalse();
  }

  @Test
  void storesNothingThatATokenCouldBeReadFrom() {
    var token = ApiToken.random(random);

    world.tokens.add(AccountId.FIRST, token, "laptop");

    assertThat(world.db.sql("select * from api_token").list(row -> row.text("hash")))
        .containsExactly(token.hash())
        .doesNotContain(token.secret().reveal());
  }

  @Test
  void refusesATokenOfAnAccountThatIsNotThere() {
    var nobody = new AccountId(UUID.randomUUID());

    assertThatThrownBy(() -> world.tokens.add(nobody, ApiToken.random(random), "laptop"))
        .isInstanceOf(StoreException.class);
  }
}
