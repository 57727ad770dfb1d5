/** A list on the page, and in step with the table. `change` and `remove` are missing where one may only look. */
export class TodoList {
  #todos = new Map();
  #element;
  #actions;

  constructor(element, actions = {}) {
    this.#element = element;
    this.#actions = actions;
  }

  replace(todos) {
    this.#todos = new Map(todos.map((todo) => [todo.id, todo]));
    this.#draw();
  }

  /** What a subscription tells: { mutation, node, previousValues }. */
  apply({ mutation, node, previousValues }) {
    if (mutation === "delete") this.#todos.delete(previousValues.id);
    else this.#todos.set(node.id, node);
    this.#draw();
  }

  #draw() {
    const newestFirst = [...this.#todos.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    this.#element.replaceChildren(...newestFirst.map((todo) => this.#item(todo)));
  }

  #item(todo) {
    const item = document.createElement("li");
    const done = Object.assign(document.createElement("input"), { type: "checkbox", checked: todo.done, ariaLabel: `Done: ${todo.title}` });
    const title = Object.assign(document.createElement("span"), { textContent: todo.title, className: todo.done ? "done" : "" });
    item.append(done, title);
    done.disabled = !this.#actions.change;
    done.addEventListener("change", () => this.#actions.change(todo, { done: done.checked }));
    if (this.#actions.remove) {
      const remove = Object.assign(document.createElement("button"), { textContent: "Delete", ariaLabel: `Delete: ${todo.title}` });
      remove.addEventListener("click", () => this.#actions.remove(todo));
      item.append(remove);
    }
    return item;
  }
}
