package dev.slipway.store.tables;

import dev.slipway.store.database.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The contracts of all ports, to be run on one database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TablesSuite {

  abstract Database database();

  @Nested
  class Projects extends ProjectsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class ApiTokens extends ApiTokensContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Intake extends IntakeContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class IntakeInParallel extends ParallelIntakeContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Deployments extends DeploymentsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class JobQueue extends JobQueueContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class JobQueueInParallel extends ParallelJobQueueContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Fence extends FenceContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class JobControl extends JobControlContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Routes extends RoutesContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class FairClaim extends FairClaimContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Overtaking extends OvertakingContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Aliases extends AliasesContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Accounts extends AccountsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Faults extends FaultsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class RouteLedger extends RouteLedgerContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class DeletedBranch extends DeletedBranchContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Grace extends GraceContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class ProjectAccess extends ProjectAccessContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class DeploymentImages extends DeploymentImagesContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class SigningKeys extends SigningKeysContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Retention extends RetentionContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class RetentionInRandomHistories extends RetentionModelContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Pins extends PinsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class Variables extends VariablesContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class BuildRecords extends BuildRecordsContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }

  @Nested
  class BuildCaches extends BuildCachesContract {
    @Override
    Database database() {
      return TablesSuite.this.database();
    }
  }
}
