package dev.freehold.api.graphql;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/** Bounds what a client makes a connection keep in memory. */
final class SocketFrames {
  private static final String DECODER = "wsdecoder";

  private SocketFrames() {}

  /** A message in pieces is no longer than one in a piece; without this they would add up. */
  static void limit(HttpRequest<?> request, int most) {
    if (request instanceof NettyHttpRequest<?> netty) {
      ChannelPipeline pipeline = netty.getChannelHandlerContext().pipeline();
      pipeline.addAfter(DECODER, "whole messages", new WebSocketFrameAggregator(most));
    }
  }
}
