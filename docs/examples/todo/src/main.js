import { api } from "./api.js";
import { TodoList } from "./list.js";
import { arrive, bearer, logIn, logOut, signUp } from "./session.js";

const FIELDS = "id title done createdAt";
const READ = `{ todosList(sort: [{ createdAt: DESC }], first: 50) { items { ${FIELDS} } } }`;
const WATCH = `subscription { Todos { mutation node { ${FIELDS} } previousValues { id } } }`;
const ADD = "mutation ($title: String!, $shared: Boolean) { todoCreate(data: { title: $title, shared: $shared }) { id } }";
const CHANGE = "mutation ($id: ID!, $done: Boolean) { todoUpdate(data: { id: $id, done: $done }) { id } }";
const REMOVE = "mutation ($id: ID!) { todoDelete(data: { id: $id }) { success } }";

const find = (selector) => document.querySelector(selector);

function show(error) {
  find("#error").textContent = error?.message ?? "";
  find("#error").hidden = !error;
}

/** Runs it and shows why it failed, if it did. */
async function attempt(action) {
  try {
    await action();
    show(null);
  } catch (error) {
    show(error);
  }
}

function follow(caller, list) {
  caller.watch({
    read: READ,
    changes: WATCH,
    whole: ({ todosList }) => list.replace(todosList.items),
    change: ({ Todos }) => list.apply(Todos),
    failed: show,
  });
}

function mine() {
  const me = api(bearer);
  const list = new TodoList(find("#mine ul"), {
    change: (todo, values) => attempt(() => me.ask(CHANGE, { id: todo.id, ...values })),
    remove: (todo) => attempt(() => me.ask(REMOVE, { id: todo.id })),
  });
  find("#add").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    attempt(async () => {
      await me.ask(ADD, { title: form.title.value, shared: form.shared.checked });
      form.reset();
    });
  });
  find("#mine").hidden = false;
  follow(me, list);
}

for (const [id, action] of Object.entries({ "log-in": logIn, "sign-up": signUp, "log-out": logOut })) {
  find(`#${id}`).addEventListener("click", () => attempt(action));
}

await attempt(async () => {
  const user = await arrive();
  find("#who").textContent = user?.profile.email ?? "";
  find("#log-out").hidden = !user;
  find("#log-in").hidden = find("#sign-up").hidden = !!user;
  if (user) mine();
});
follow(api(async () => null), new TodoList(find("#everybody ul")));
