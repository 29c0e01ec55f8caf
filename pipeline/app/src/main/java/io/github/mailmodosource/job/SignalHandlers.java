package io.github.mailmodosource.job;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who hears of Ctrl-C and SIGTERM, until this is closed.
 *
 * <p>Java's one way to signals is {@code sun.misc.Signal}: by reflection, because the compiler
 * warns of it whatever it is told. Where it is missing, or Java was told to leave signals alone
 * ({@code -Xrs}), a signal ends the process as it always did.
 */
final class SignalHandlers implements AutoCloseable {
  private final List<Runnable> putBack = new ArrayList<>();

  private SignalHandlers() {}

  /** Tells of both, in a thread of Java's. */
  static SignalHandlers of(Consumer<StopSignal> received) {
    SignalHandlers handlers = new SignalHandlers();
    for (StopSignal signal : StopSignal.values()) {
      handlers.watch(signal, received);
    }
    return handlers;
  }

  private void watch(StopSignal signal, Consumer<StopSignal> received) {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              SignalHandlers.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                received.accept(signal);
                return null;
              });
      Object before = handle(signal, handlerType, handler);
      putBack.add(() -> putBack(signal, handlerType, before));
    } catch (ReflectiveOperationException e) {
      // Then it ends the process, as it always did.
    }
  }

  private static void putBack(StopSignal signal, Class<?> handlerType, Object handler) {
    try {
      handle(signal, handlerType, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a handler that was there can be put back", e);
    }
  }

  private static Object handle(StopSignal signal, Class<?> handlerType, Object handler)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object its = type.getConstructor(String.class).newInstance(signal.name());
    return type.getMethod("handle", type, handlerType).invoke(null, its, handler);
  }

  /** Signals do what they did before. */
  @Override
  public void close() {
    putBack.forEach(Runnable::run);
  }
}
