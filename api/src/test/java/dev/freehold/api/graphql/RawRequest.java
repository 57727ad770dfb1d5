package dev.freehold.api.graphql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection of HTTP/1.1 on which a client posts, and which it may leave at any time. */
final class RawRequest implements AutoCloseable {
  private final URI server;
  private final Socket socket;
  private final BufferedReader in;

  RawRequest(URI server) {
    this.server = server;
    try {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(20_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a body, and does not wait for the answer. */
  RawRequest post(String accept, String body) {
    String request =
        String.join(
            "\r\n",
            "POST /graphql HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Accept: " + accept,
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "",
            body);
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The body of the next answer, which must have a length. */
  String answer() {
    try {
      int length = 0;
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      char[] body = new char[length];
      for (int read = 0; read < length; ) {
        read += in.read(body, read, length - read);
      }
      return new String(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more will come; true when the server takes it that the client is gone. */
  boolean leave() {
    try {
      socket.shutdownOutput();
      return in.read() < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
