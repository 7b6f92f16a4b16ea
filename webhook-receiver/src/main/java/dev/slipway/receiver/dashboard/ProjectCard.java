package dev.slipway.receiver.dashboard;

import java.util.List;

/// A project in the list, with its newest deployment if it has one.
public record ProjectCard(ProjectView project, List<DeploymentView> newest) {

  public ProjectCard {
    newest = List.copyOf(newest);
  }
}
