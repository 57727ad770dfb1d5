// The client information of a profile, as authenticationProfile { clientInformation } shows it, and where the API is.
globalThis.config = {
  api: "http://localhost:8080/graphql",
  authority: "http://localhost:8180/realms/freehold",
  clientId: "freehold-app",
};
