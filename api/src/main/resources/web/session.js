// The OpenID Connect client: oidc-client-ts. Tokens live in the tab's session storage.
const { UserManager, WebStorageStateStore } = globalThis.oidc;

export function createSession(config) {
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: config.redirectUri,
    post_logout_redirect_uri: config.postLogoutRedirectUri,
    response_type: "code",
    scope: "openid profile email",
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });

  return {
    logIn: () => manager.signinRedirect(),
    signUp: () => manager.signinRedirect({ prompt: "create" }),
    logOut: () => manager.signoutRedirect(),

    /** Takes what the hosted page sent back, if anything, and answers who is logged in. */
    async arrive() {
      const sent = new URLSearchParams(location.search);
      if (sent.has("state") && (sent.has("code") || sent.has("error"))) {
        const url = location.href;
        history.replaceState(null, "", "/"); // A code works once: reloading must not send it again.
        await manager.signinCallback(url);
      } else if (sent.has("state")) {
        history.replaceState(null, "", "/");
      }
      return this.fresh();
    },

    /** The user with an ID token that still holds; renewed when it is about to end, null when that fails. */
    async fresh() {
      const user = await manager.getUser();
      if (!user || expiresIn(user.id_token) > 20) return user;
      try {
        return await manager.signinSilent();
      } catch {
        await manager.removeUser();
        return null;
      }
    },
  };
}

/** Header and claims for show. The browser verifies nothing: that is the API's part. */
export function unverifiedToken(token) {
  const [header, claims] = token.split(".");
  return { header: decode(header), claims: decode(claims) };
}

function expiresIn(token) {
  return decode(token.split(".")[1]).exp - Date.now() / 1000;
}

function decode(part) {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
