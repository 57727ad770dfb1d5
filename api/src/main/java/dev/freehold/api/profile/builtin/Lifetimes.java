package dev.freehold.api.profile.builtin;

/**
 * How long things last, in seconds.
 *
 * @param token an ID or access token; what an application holds cannot be called back before it
 *     ends
 * @param sessionIdle a session that nobody uses
 * @param sessionMax a session, however much it is used
 * @param mailLink the link of a mail that somebody asked for himself
 * @param invitationLink the link of a mail that an administrator had sent
 */
public record Lifetimes(
    int token, int sessionIdle, int sessionMax, int mailLink, int invitationLink) {
  static final Lifetimes USUAL = new Lifetimes(900, 43_200, 604_800, 900, 86_400);
}
