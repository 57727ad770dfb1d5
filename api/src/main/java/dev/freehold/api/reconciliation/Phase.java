package dev.freehold.api.reconciliation;

/** The steps of a run, in their order. */
enum Phase {
  /** Over the accounts of the realm: what is missing here or different. */
  ACCOUNTS,
  /** Over what is known here: what is gone from the realm. Only counts. */
  IDENTITIES,
  /** The same again, and removes. */
  REMOVAL
}
