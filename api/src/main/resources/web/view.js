// Everything that touches the page. Text goes in as text, never as markup.
const at = (id) => document.getElementById(id);

/** A failure that already knows its remedy. */
export class Trouble extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

function show(state) {
  document.body.dataset.state = state;
  for (const id of ["loading", "signed-out", "signed-in"]) at(id).hidden = id !== state;
}

export function clear() {
  at("error").hidden = true;
  at("retry").hidden = false;
}

export function waiting(message) {
  show("loading");
  at("progress").textContent = "This page goes on by itself as soon as it can.";
  trouble("The hosted login page is not ready", message);
  at("retry").hidden = true;
}

export function signedOut() {
  show("signed-out");
}

export function signedIn(profile) {
  const name = profile.name || profile.preferred_username || profile.email || profile.sub;
  at("name").textContent = name;
  at("email").textContent = profile.email ?? "";
  at("initial").textContent = [...name][0].toUpperCase();
  at("roles").replaceChildren();
  show("signed-in");
  at("name").focus({ preventScroll: true });
}

export function links(all) {
  at("links").replaceChildren(
    ...all.map(({ name, url }) => {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = name;
      return link;
    }),
  );
}

export function token(decoded, requestText) {
  json(at("id-token"), decoded);
  const until = new Date(decoded.claims.exp * 1000);
  at("expiry").textContent = `valid until ${until.toLocaleTimeString()}`;
  request(requestText);
}

export function request(text) {
  at("request").textContent = text;
}

export function answer(value) {
  json(at("answer"), value);
  const roles = value.data?.user?.roles?.items ?? [];
  at("roles").replaceChildren(
    ...roles.map(({ name }) => {
      const chip = document.createElement("li");
      chip.textContent = name;
      return chip;
    }),
  );
}

export function pressed(form) {
  for (const one of ["curl", "fetch"]) at(`as-${one}`).setAttribute("aria-pressed", String(one === form));
}

export async function copyRequest() {
  await navigator.clipboard.writeText(at("request").textContent);
  at("said").textContent = "Request copied";
  at("copy").textContent = "Copied";
  setTimeout(() => {
    at("copy").textContent = "Copy request";
    at("said").textContent = "";
  }, 2000);
}

export function trouble(title, remedy) {
  // Said once: a screen reader announces every change.
  if (at("error-remedy").textContent !== remedy) at("error-remedy").textContent = remedy;
  if (at("error-title").textContent !== title) at("error-title").textContent = title;
  at("error").hidden = false;
}

export function failed(failure, config) {
  console.error(failure);
  if (document.body.dataset.state === "loading") show(config ? "signed-out" : "none");
  if (failure instanceof Trouble) {
    trouble(failure.message, failure.remedy);
  } else if (!globalThis.isSecureContext) {
    trouble("This address is not secure", "PKCE needs https or localhost: set FREEHOLD_PUBLIC_URL to such an address.");
  } else if (failure.error) {
    trouble(`The hosted page answered: ${failure.error}`, failure.error_description ?? "Log in again.");
  } else if (/state/i.test(failure.message)) {
    trouble("This log-in was already used or began in another tab", "Log in again.");
  } else {
    trouble("Something did not answer", `${failure.message}. Check that the API and Keycloak are running.`);
  }
}

function json(element, value) {
  const parts = JSON.stringify(value, null, 2).split(/("(?:\\.|[^"\\])*"(?:\s*:)?|-?\d[\d.eE+-]*|true|false|null)/);
  element.replaceChildren(
    ...parts.filter(Boolean).map((part) => {
      const kind = /^"/.test(part) ? (/:$/.test(part) ? "key" : "text") : /^[-\dtfn]/.test(part) ? "other" : null;
      if (!kind) return part;
      const span = document.createElement("span");
      span.className = `json-${kind}`;
      span.textContent = part;
      return span;
    }),
  );
}
