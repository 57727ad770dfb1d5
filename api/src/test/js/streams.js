// Subscribes with the clients of graphql-ws and graphql-sse: prints a line for each result, and why a connection ended.
import { createClient } from 'graphql-ws';
import { createClient as createSseClient } from 'graphql-sse';
import WebSocket from 'ws';

const { url, token, query, kind } = JSON.parse(process.argv[2]);
const say = (what) => console.log(JSON.stringify(what));

const headers = { Authorization: `Bearer ${token}` };
const client =
  kind === 'sse'
    ? createSseClient({ url, headers, retryAttempts: 0 })
    : createClient({
        url: url.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: headers,
        retryAttempts: 0,
      });

const results = client.iterate({ query });
let count = 0;
try {
  for await (const result of results) {
    say(result);
    count += 1;
    if (count === 3) {
      break;
    }
  }
} catch (error) {
  say({ ended: error.code ?? error.message ?? error });
}
client.dispose();
