package io.larder.cache.redis;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import org.redisson.client.NettyHook;
import org.redisson.client.handler.CommandDecoder;

/**
 * Closes a connection on which something came that is no reply. Redisson would keep it, and read what comes next from the
 * middle of nonsense, or take it for the reply to another command. Another connection takes its place.
 */
final class HangingUp implements NettyHook {
    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {
        // Nothing to do there.
    }

    @Override
    public void afterChannelInitialization(Channel channel) {
        ChannelHandlerContext decoder = channel.pipeline().context(CommandDecoder.class);
        if (decoder != null) {
            channel.pipeline().addAfter(decoder.name(), "larder-hanging-up", new OnNonsense());
        }
    }

    private static final class OnNonsense extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end.
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof DecoderException) {
                context.close();
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
