package dev.freehold.api.graphql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a server answers to a WebSocket's handshake with one more header. */
record RawHandshake(String status, String headers) {
  static RawHandshake of(URI server, String header) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request(server, header));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String status = in.readLine();
      StringBuilder headers = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        headers.append(line).append('\n');
      }
      return new RawHandshake(status, headers.toString());
    }
  }

  /** The request that opens one, in the protocol graphql-transport-ws. */
  static byte[] request(URI server, String header) {
    return String.join(
            "\r\n",
            "GET /graphql HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: graphql-transport-ws",
            header,
            "",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
