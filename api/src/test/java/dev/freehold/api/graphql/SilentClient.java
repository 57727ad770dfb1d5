package dev.freehold.api.graphql;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that opens a WebSocket, is accepted, and answers nothing from then on. */
final class SilentClient implements AutoCloseable {
  private static final int CLOSE = 8;
  private static final int MOST_FRAMES = 20;
  private final Socket socket;
  private final DataInputStream in;

  SilentClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(RawHandshake.request(server, "X-Nothing: 1"));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    // Masked with zeros: https://www.rfc-editor.org/rfc/rfc6455#section-5.2
    byte[] text = "{\"type\":\"connection_init\"}".getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[6 + text.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | text.length);
    System.arraycopy(text, 0, frame, 6, text.length);
    socket.getOutputStream().write(frame);
  }

  /** The code with which the server closes, whatever it says before. */
  int closed() throws IOException {
    for (int i = 0; i < MOST_FRAMES; i++) {
      int opcode = in.readUnsignedByte() & 0x0f;
      byte[] payload = in.readNBytes(in.readUnsignedByte());
      if (opcode == CLOSE) {
        return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
      }
    }
    throw new AssertionError("The server goes on talking");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
