package dev.weir.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * One running Weir for all classes that ask for a {@link WeirProcess}: each start costs seconds,
 * and streams of different names do not meet. A failure carries the end of the server's console.
 */
public final class SharedWeir
    implements ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedWeir.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WeirProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).weir();
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withConsole(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw withConsole(context, failure);
  }

  private static Throwable withConsole(ExtensionContext context, Throwable failure) {
    Running running = context.getRoot().getStore(NAMESPACE).get(Running.class, Running.class);
    if (running != null) {
      failure.addSuppressed(new ServerConsole(running.weir().consoleTail()));
    }
    return failure;
  }

  /** Ends with the last test. */
  private record Running(WeirProcess weir, Path dataDir) implements AutoCloseable {

    static Running start() {
      try {
        Path dataDir = Files.createTempDirectory("weir-e2e");
        return new Running(WeirProcess.start(dataDir), dataDir);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void close() throws IOException {
      weir.close();
      try (Stream<Path> files = Files.walk(dataDir)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** What the server printed last; it has no stack of its own. */
  private static final class ServerConsole extends RuntimeException {

    private static final long serialVersionUID = 1;

    ServerConsole(String tail) {
      super("the server's console ends with:\n" + tail, null, false, false);
    }
  }
}
