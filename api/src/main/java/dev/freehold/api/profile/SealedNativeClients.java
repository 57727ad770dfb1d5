package dev.freehold.api.profile;

import dev.freehold.api.secret.SealedTexts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The secrets of the clients for log-ins by password, for a change of keys. */
@Singleton
class SealedNativeClients implements SealedTexts {
  private final NativeClientRepository clients;

  SealedNativeClients(NativeClientRepository clients) {
    this.clients = clients;
  }

  @Override
  public List<Sealed> all() {
    return clients.list().stream()
        .map(row -> new Sealed(row.profileId().toString(), row.context(), row.secret()))
        .toList();
  }

  @Override
  public boolean replace(Sealed before, String text) {
    return clients.reseal(UUID.fromString(before.key()), before.text(), text) == 1;
  }
}
