package dev.freehold.api.graphql;

import dev.freehold.api.operation.CallerConnections;

/** What all WebSockets of a node share. */
record SocketServices(
    CallerConnections callers,
    OperationStreams streams,
    OpenConnections connections,
    SubscriptionLimits limits) {}
