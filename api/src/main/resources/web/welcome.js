// Log in through the hosted page with code + PKCE, then show what an application gets.
import { createSession, unverifiedToken } from "./session.js";
import * as view from "./view.js";

const QUERY = "{ user { id email roles { items { name } } } }";

let config;
let session;
let form = "curl";

async function configuration() {
  const answer = await fetch("/welcome/config.json", { cache: "no-store" });
  if (!answer.ok) throw new view.Trouble("The API does not answer", `Look at its log: it answered ${answer.status}.`);
  return answer.json();
}

/** Waits while the platform is still coming up, saying what is missing. */
async function ready() {
  for (;;) {
    const now = await configuration();
    view.links(now.links);
    if (now.state === "ready") {
      view.clear();
      return now;
    }
    view.waiting(now.message);
    await new Promise((done) => setTimeout(done, 2000));
  }
}

function request(token) {
  const body = JSON.stringify({ query: QUERY });
  return form === "curl"
    ? `curl ${config.graphqlUrl} \\\n  -H 'Content-Type: application/json' \\\n  -H 'Authorization: Bearer ${token}' \\\n  -d '${body}'`
    : `await fetch("${config.graphqlUrl}", {\n  method: "POST",\n  headers: {\n    "Content-Type": "application/json",\n    "Authorization": "Bearer ${token}"\n  },\n  body: JSON.stringify({ query: "${QUERY}" })\n}).then((response) => response.json())`;
}

async function ask() {
  const user = await session.fresh();
  if (!user) return start();
  view.token(unverifiedToken(user.id_token), request(user.id_token));
  const response = await fetch(config.graphqlUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${user.id_token}` },
    body: JSON.stringify({ query: QUERY }),
  });
  const answer = await response.json();
  view.answer(answer);
  if (answer.errors) {
    const { code, message, details } = answer.errors[0];
    view.trouble(`${code ?? "Error"}: ${message}`, details?.remedy ?? "The whole answer is below.");
  }
}

async function start() {
  view.clear();
  config = await ready();
  if (location.origin !== new URL(config.redirectUri).origin) {
    location.replace(config.redirectUri); // The hosted page sends back there only.
    return;
  }
  session = createSession(config);
  const user = await session.arrive();
  if (!user) {
    view.signedOut();
    return;
  }
  view.signedIn(user.profile);
  await ask();
}

function on(id, action) {
  document.getElementById(id).addEventListener("click", () => attempt(action));
}

async function attempt(action) {
  try {
    await action();
  } catch (failure) {
    view.failed(failure, config);
  }
}

function choose(next) {
  return async () => {
    form = next;
    view.pressed(next);
    const user = await session.fresh();
    if (user) view.request(request(user.id_token));
  };
}

on("log-in", () => session.logIn());
on("sign-up", () => session.signUp());
on("log-out", () => session.logOut());
on("retry", start);
on("run", async () => {
  view.clear();
  await ask();
});
on("as-curl", choose("curl"));
on("as-fetch", choose("fetch"));
on("copy", view.copyRequest);
attempt(start);
