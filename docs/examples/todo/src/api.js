import { createClient } from "graphql-ws";

/** GraphQL for one kind of caller; `bearer` answers his token, or null for a guest. */
export function api(bearer) {
  const headers = async () => {
    const token = await bearer();
    return token ? { Authorization: `Bearer ${token}` } : {};
  };
  const socket = createClient({
    url: config.api.replace(/^http/, "ws"),
    connectionParams: headers,
    shouldRetry: () => true,
  });

  return {
    async ask(query, variables = {}) {
      const answer = await fetch(config.api, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...(await headers()) },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await answer.json();
      if (errors) throw new Error(errors[0].message);
      return data;
    },

    /**
     * Reads, and tells of changes from then on. Both go over one connection, whose operations begin in
     * their order, so nothing happens unseen in between; when it broke, all of it begins anew.
     */
    watch({ read, changes, whole, change, failed }) {
      const take = (then) => ({ next: ({ data, errors }) => (errors ? failed(errors[0]) : then(data)), error: failed, complete() {} });
      socket.subscribe({ query: changes }, take(change));
      socket.on("connected", () => socket.subscribe({ query: read }, take(whole)));
    },
  };
}
