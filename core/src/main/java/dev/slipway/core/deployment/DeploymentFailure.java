package dev.slipway.core.deployment;

/// Ends a deployment because of what its repository or its settings say; not a fault of ours.
///
/// The reason is shown to its user as it is. It is never worth another try.
public final class DeploymentFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Reason reason;

  public DeploymentFailure(Reason reason) {
    super(reason.code() + ": " + reason.text());
    this.reason = reason;
  }

  public DeploymentFailure(String code, String what, String whatToDo) {
    this(new Reason(code, what, whatToDo));
  }

  public Reason reason() {
    return reason;
  }
}
