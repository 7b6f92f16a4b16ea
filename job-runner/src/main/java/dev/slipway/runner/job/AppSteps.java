package dev.slipway.runner.job;

import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Publication.Program;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.image.BuiltApp;
import dev.slipway.runner.image.Images;
import dev.slipway.runner.log.BuildLog;
import java.util.Optional;

/// The steps of an app that differ from those of a site: what is kept is its program, and it has an
/// image before it is ready, since it is nothing without one.
record AppSteps(SiteBuilder builder, ArtifactStore artifacts, Images images) {

  /// Packs and keeps what `built` has left, and makes its image.
  Result made(
      Given given,
      BuiltSite built,
      WorkFolder folder,
      Plan.App plan,
      Precedent precedent,
      BuildLog log)
      throws InterruptedException {
    var packed = given.checkedApp(built.packApp(folder), log);
    packed.notes().forEach(log::say);
    precedent.compareApp(built.source().builder(), packed, log);
    artifacts.put(packed.digest(), packed.file());
    var output = Output.of(packed);
    var app = new BuiltApp(plan.app(), plan.build().builder(), output.digest(), built.source());
    return new Result(output, "published", Optional.of(program(given.job(), app, log)));
  }

  /// Makes the image of an app that is kept already.
  Result reused(Given given, SourceTree tree, Plan.App plan, Output output, BuildLog log)
      throws InterruptedException {
    var image = builder.image(plan.build().builder());
    var source = SiteBuilder.source(tree, plan.build(), image);
    var app = new BuiltApp(plan.app(), plan.build().builder(), output.digest(), source);
    return new Result(output, "reused", Optional.of(program(given.job(), app, log)));
  }

  private Program program(ClaimedJob job, BuiltApp app, BuildLog log) throws InterruptedException {
    var image = images.makeApp(job, app);
    log.say("Image %s, of %,d KB".formatted(image.id(), (image.size() + 1023) / 1024));
    return new Program(app.app(), image);
  }
}
