// An application written with the published 8base SDK: it signs up, logs in, queries, lets the token expire and goes on.
const { ApolloClient, Auth, AUTH_STRATEGIES, gql } = require('8base-sdk');

const [uri, authProfileId, email, password] = process.argv.slice(2);
const said = {};

const stored = new Map();
const storage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, value),
  removeItem: (key) => stored.delete(key),
};

const SIGN_UP = gql`
  mutation ($authProfileId: ID, $password: String!, $user: UserCreateInput!) {
    userSignUpWithPassword(authProfileId: $authProfileId, password: $password, user: $user) {
      id
      email
    }
  }
`;

async function main() {
  const auth = Auth.createClient(
    { strategy: AUTH_STRATEGIES.WEB_8BASE_NATIVE, storageOptions: { storage } },
    { authProfileId, apiEndpoint: uri },
  );
  let refreshes = 0;
  let failures = 0;
  const client = new ApolloClient({
    uri,
    getAuthState: () => auth.getState(),
    onIdTokenExpired: () => {
      refreshes += 1;
      return auth.refreshToken();
    },
    onAuthError: () => {
      failures += 1;
    },
    defaultOptions: { query: { fetchPolicy: 'no-cache' } },
  });
  const who = async (alias) => {
    const answer = await client.query({ query: gql(`{ ${alias}: user { email } }`) });
    return answer.data[alias].email;
  };

  const user = { email, firstName: 'Ada', lastName: 'Lovelace' };
  const signedUp = await client.mutate({
    mutation: SIGN_UP,
    variables: { authProfileId, password, user },
  });
  said.signedUp = signedUp.data.userSignUpWithPassword.email;

  said.loggedIn = (await auth.login({ email, password })).success;
  said.authorized = auth.checkIsAuthorized();
  said.before = await who('me');

  const expired = auth.getTokenInfo().exp * 1000 + 50;
  while (Date.now() < expired) {
    await new Promise((resolve) => setTimeout(resolve, expired - Date.now()));
  }
  refreshes = 0;
  // Each finds out for itself that the token has expired; the SDK does not join their refreshes.
  const apart = ['a', 'b', 'c'].map(
    (alias, i) => new Promise((resolve) => setTimeout(resolve, 40 * i)).then(() => who(alias)),
  );
  said.after = await Promise.all(apart);
  said.refreshed = refreshes > 0;
  said.failures = failures;

  said.wrong = await auth.login({ email, password: `${password}!` }).then(
    () => 'accepted',
    (error) => error.response.errors[0].code,
  );
  auth.logout();
  said.afterLogout = auth.checkIsAuthorized();
}

main().then(
  () => console.log(JSON.stringify(said)),
  (error) => {
    console.error(JSON.stringify(said), error);
    process.exitCode = 1;
  },
);
