package dev.freehold.api.reconciliation;

/** How a run stands. */
enum RunStatus {
  /** At work, or waiting for a node or for Keycloak. */
  RUNNING,
  DONE,
  /** Stopped before it would have removed more than is allowed. */
  REFUSED,
  FAILED
}
