package dev.freehold.local.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One client of {@code graphql-transport-ws} (RFC 6455 for its frames) that costs a virtual thread
 * and little else, so that thousands fit beside the server.
 */
final class LoadSocket implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int PONG = 0x8A;
  private static final int LONGEST_SHORT = 125;

  private static final String HANDSHAKE =
      """
      GET /graphql HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Protocol: graphql-transport-ws

      """;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /**
   * Connects, and subscribes once the bearer is accepted.
   *
   * @param query of the subscription, without quotation marks
   */
  LoadSocket(URI server, String token, String query) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1_024));
    out = socket.getOutputStream();
    out.write(HANDSHAKE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    handshake();
    send("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer " + token + "\"}}");
    String answer = message();
    if (!answer.contains("connection_ack")) {
      throw new IOException("Not accepted: " + answer);
    }
    send("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"" + query + "\"}}");
  }

  /** Passes on every message, until the socket is closed. */
  void listen(Consumer<String> hearer) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              hearer.accept(message());
            }
          } catch (IOException e) {
            if (!socket.isClosed()) {
              hearer.accept("broken: " + e);
            }
          }
        });
  }

  private void handshake() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("No WebSocket: " + head);
    }
  }

  /** The next text; pings are answered. */
  private String message() throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0F;
      int length = in.readUnsignedByte();
      byte[] content = new byte[length <= LONGEST_SHORT ? length : in.readUnsignedShort()];
      in.readFully(content);
      switch (kind) {
        case 1 -> {
          return new String(content, StandardCharsets.UTF_8);
        }
        case 9 -> frame(PONG, content);
        default -> throw new IOException("Closed: " + new String(content, StandardCharsets.UTF_8));
      }
    }
  }

  private void send(String text) throws IOException {
    frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Masked as a client must, with a mask that changes nothing. */
  private synchronized void frame(int kind, byte[] content) throws IOException {
    int head = content.length <= LONGEST_SHORT ? 6 : 8;
    byte[] frame = new byte[head + content.length];
    frame[0] = (byte) kind;
    if (head == 6) {
      frame[1] = (byte) (0x80 | content.length);
    } else {
      frame[1] = (byte) 0xFE;
      frame[2] = (byte) (content.length >> 8);
      frame[3] = (byte) content.length;
    }
    System.arraycopy(content, 0, frame, head, content.length);
    out.write(frame);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
