package dev.freehold.api.graphql;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/** The client of a request is gone when its connection is closed. */
record ClosedChannel(Channel channel) implements Departure {
  static Departure of(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    return inner instanceof NettyHttpRequest<?> netty
        ? new ClosedChannel(netty.getChannelHandlerContext().channel())
        : _ -> () -> {};
  }

  @Override
  public Watch then(Runnable action) {
    ChannelFutureListener listener = _ -> action.run();
    channel.closeFuture().addListener(listener);
    return () -> channel.closeFuture().removeListener(listener);
  }
}
