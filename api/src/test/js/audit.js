// Runs every audit of graphql-http against the URL given and prints {MUST: {ok: [..], failed: [..]}, ...}.
import { serverAudits } from 'graphql-http';

const report = {};
for (const audit of serverAudits({ url: process.argv[2] })) {
  const level = audit.name.split(' ')[0];
  const group = (report[level] ??= { ok: [], failed: [] });
  const result = await audit.fn();
  if (result.status === 'ok') {
    group.ok.push(audit.name);
  } else {
    group.failed.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
}
console.log(JSON.stringify(report));
