import { UserManager, WebStorageStateStore } from "oidc-client-ts";

const home = location.origin + "/";
const manager = new UserManager({
  authority: config.authority,
  client_id: config.clientId,
  redirect_uri: home,
  post_logout_redirect_uri: home,
  scope: "openid profile email",
  userStore: new WebStorageStateStore({ store: sessionStorage }),
});

export const logIn = () => manager.signinRedirect();
export const signUp = () => manager.signinRedirect({ prompt: "create" });
export const logOut = () => manager.signoutRedirect();

/** Takes what the hosted page sent back, if anything; answers who is logged in, or null. */
export async function arrive() {
  const sent = new URLSearchParams(location.search);
  if (sent.has("state")) {
    const answer = location.href;
    history.replaceState(null, "", "/"); // A code works once: reloading must not send it again.
    if (sent.has("code") || sent.has("error")) await manager.signinCallback(answer);
  }
  return manager.getUser();
}

/** The ID token is the bearer of the API; renewed when it is about to end, null when nobody is logged in. */
export async function bearer() {
  let user = await manager.getUser();
  if (user && user.profile.exp * 1000 - Date.now() < 20_000) user = await manager.signinSilent();
  return user?.id_token ?? null;
}
