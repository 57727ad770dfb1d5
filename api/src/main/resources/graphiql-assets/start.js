'use strict';

const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
// The bearer goes into the Headers tab: {"authorization": "Bearer <ID token>"}. It is not kept in the browser.
const graphiql = React.createElement(GraphiQL, {
  fetcher,
  defaultQuery: '{\n  user {\n    id\n    email\n  }\n}\n',
  shouldPersistHeaders: false,
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(graphiql);
