package dev.freehold.api.graphql;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What connections that stay may take of a node.
 *
 * @param connectionsPerAddress open ones from one client address (IPv6: its /64)
 * @param connectionsPerCaller open ones of one user or API token
 * @param operations running ones on one connection
 * @param messageSize characters of one message of a client
 * @param queue bytes that wait for a client that reads too slowly
 * @param initTimeout until {@code connection_init} must have come
 * @param pingEvery how often an idle connection is tried; one that does not answer is closed
 */
@ConfigurationProperties("freehold.subscriptions")
record SubscriptionLimits(
    @Bindable(defaultValue = "500") int connectionsPerAddress,
    @Bindable(defaultValue = "50") int connectionsPerCaller,
    @Bindable(defaultValue = "100") int operations,
    @Bindable(defaultValue = "131072") int messageSize,
    @Bindable(defaultValue = "4194304") int queue,
    @Bindable(defaultValue = "10s") Duration initTimeout,
    @Bindable(defaultValue = "20s") Duration pingEvery) {
  /** Longest message that is read at all: it is in memory before it is measured. */
  static final int LONGEST_MESSAGE = 1_048_576;

  SubscriptionLimits {
    Limits.between(
        "freehold.subscriptions.connections-per-address", connectionsPerAddress, 1, 1_000_000);
    Limits.between(
        "freehold.subscriptions.connections-per-caller", connectionsPerCaller, 1, 1_000_000);
    Limits.between("freehold.subscriptions.operations", operations, 1, 10_000);
    Limits.between("freehold.subscriptions.message-size", messageSize, 1_024, LONGEST_MESSAGE);
    Limits.between("freehold.subscriptions.queue", queue, 1_024, 64 * 1_048_576);
    Limits.between(
        "freehold.subscriptions.init-timeout (milliseconds)", initTimeout.toMillis(), 100, 600_000);
    Limits.between(
        "freehold.subscriptions.ping-every (milliseconds)", pingEvery.toMillis(), 1_000, 600_000);
  }
}
