package io.github.mailmodosource.flinkrpc;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Takes the RPC system that is on the class path. Flink finds it by {@link ServiceLoader}, asks it
 * before its own loader, and goes on to that one if there is no such system.
 */
public final class ClassPathRpcLoader implements RpcSystemLoader {
  /** Flink asks from low to high; its own loader has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return ServiceLoader.load(RpcSystem.class, ClassPathRpcLoader.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new RpcLoaderException("there is no RPC system on the class path"));
  }
}
