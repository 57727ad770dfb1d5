package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports nobody listens on. */
final class FreePorts {
  private FreePorts() {}

  static Ports pick() {
    int[] port = pick(7);
    return new Ports(port[0], port[1], port[2], port[3], port[4], port[5], port[6]);
  }

  /** All are held until the last is found, so that none comes twice. */
  private static int[] pick(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
