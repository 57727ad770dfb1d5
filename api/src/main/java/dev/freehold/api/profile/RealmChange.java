package dev.freehold.api.profile;

import java.util.List;

/**
 * A step by which a realm comes to follow its profile: what differs, and the call that ends it. A
 * plan shows the one, the provisioning runs the other.
 */
record RealmChange(List<Difference> differences, Need need, Runnable apply) {
  /** When the call is made. */
  enum Need {
    /** Something is seen to differ. */
    DIFFERENCE,
    /** The same, or secrets are written anew: Keycloak does not show the one it has. */
    SECRET,
    /** A step before it was made. */
    TIDYING
  }

  RealmChange(List<Difference> differences, Runnable apply) {
    this(differences, Need.DIFFERENCE, apply);
  }

  /**
   * Whether Keycloak is to be called at all.
   *
   * @param secretsAnew whether to write secrets although nothing says that they differ
   * @param changed whether a step before was made
   */
  boolean due(boolean secretsAnew, boolean changed) {
    return switch (need) {
      case DIFFERENCE -> !differences.isEmpty();
      case SECRET -> secretsAnew || !differences.isEmpty();
      case TIDYING -> changed;
    };
  }
}
