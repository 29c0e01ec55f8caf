package io.github.mailmodosource.runner;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFuture;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes every connection to Flink's REST interface before a byte of it is read. Flink within a
 * process cannot do without that interface, yet no run needs it; and on loopback it would still be
 * open to everybody who works on the same machine. A service that Flink finds on the class path; it
 * does nothing where {@link #CLOSED} is not set, as on a cluster.
 */
public final class ClosedRest implements InboundChannelHandlerFactory {
  static final ConfigOption<Boolean> CLOSED =
      ConfigOptions.key("mailmodo-source.rest.closed")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether the REST interface closes every connection.");

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.get(CLOSED) ? Optional.of(new Close()) : Optional.empty();
  }

  private static final class Close extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      ChannelFuture unused = context.close();
    }
  }
}
