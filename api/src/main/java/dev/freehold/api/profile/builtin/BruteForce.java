package dev.freehold.api.profile.builtin;

/**
 * What wrong passwords lead to.
 *
 * @param failures how many in a row lock the account
 * @param waitSeconds the first lock; each further one is longer by as much
 * @param maxWaitSeconds the longest lock
 * @param forgetSeconds without a wrong password for so long, the count begins anew
 * @param permanent locked until an administrator unlocks it, instead of for a while
 */
public record BruteForce(
    boolean enabled,
    int failures,
    int waitSeconds,
    int maxWaitSeconds,
    int forgetSeconds,
    boolean permanent) {
  static final BruteForce USUAL = new BruteForce(true, 10, 60, 900, 43_200, false);
}
