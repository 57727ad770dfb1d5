// An application written with the published 8base SDK subscribes with a token that has expired: prints a line for each result.
global.WebSocket = require('ws');
const { SubscriptionLink, gql } = require('8base-sdk');
const { execute } = require('@apollo/client/core');

const { url, expired, token, query } = JSON.parse(process.argv[2]);
const state = { token: expired, refreshToken: 'a refresh token', email: 'somebody@example.com' };

const link = new SubscriptionLink({
  uri: url.replace(/^http/, 'ws'),
  getAuthState: () => state,
  onIdTokenExpired: async () => {
    console.log(JSON.stringify({ refreshed: true }));
    state.token = token;
  },
  onAuthError: () => process.exit(2),
});

let count = 0;
execute(link, { query: gql(query) }).subscribe({
  next: (result) => {
    console.log(JSON.stringify(result));
    count += 1;
    if (count === 3) {
      process.exit(0);
    }
  },
  error: (error) => {
    console.log(JSON.stringify({ ended: error.message }));
    process.exit(1);
  },
});
