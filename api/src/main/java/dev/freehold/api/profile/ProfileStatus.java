package dev.freehold.api.profile;

/** How far a profile's realm follows its settings. */
public enum ProfileStatus {
  /** Not provisioned yet, or changed since. */
  PENDING,
  READY,
  /** Refused for a reason that somebody must act on; tried again all the same. */
  FAILED,
  /** Its tokens are not accepted any more; the realm is being removed. */
  DELETING
}
