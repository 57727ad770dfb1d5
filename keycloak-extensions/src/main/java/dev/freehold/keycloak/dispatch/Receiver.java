package dev.freehold.keycloak.dispatch;

import java.net.URI;
import java.util.List;

/**
 * Where events go, and with which secrets they are signed: the current one, and the previous one
 * during a rotation.
 */
record Receiver(URI url, List<WebhookSecret> secrets) {}
