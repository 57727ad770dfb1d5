package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Narrowing;
import dev.freehold.api.operation.ConnectedCaller;
import java.util.List;

/**
 * Who speaks on a connection, with the role he wants to be narrowed to.
 *
 * @param roles what came under {@link Narrowing#HEADER}
 */
record StreamCaller(ConnectedCaller connected, List<String> roles, String requestId) {
  Caller caller() {
    return Narrowing.narrow(connected.caller(), roles);
  }
}
