package dev.weir.testkit.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that takes every mail (RFC 5321, sections 3 and 4.1) and sends none on. It can be told
 * to refuse, for a while or for good.
 */
public final class SmtpSink implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 16;

  private final ServerSocket listener;
  private final BlockingQueue<SinkMail> mails = new LinkedBlockingQueue<>();
  private final List<String> conversation = new ArrayList<>();

  private volatile String refusal = "";

  private SmtpSink(ServerSocket listener) {
    this.listener = listener;
  }

  /** Opens one on a free port of loopback. */
  public static SmtpSink open() {
    try {
      SmtpSink sink =
          new SmtpSink(new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("smtp-sink").start(sink::accept);
      return sink;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Answers {@code RCPT} with this line from now on, such as {@code 451 later}; empty takes all.
   */
  public void refuseWith(String answer) {
    refusal = answer;
  }

  /** The next mail; fails when none comes in time. */
  public SinkMail next(Duration patience) {
    try {
      SinkMail mail = mails.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (mail == null) {
        throw new AssertionError("no mail came; the conversation was " + conversation());
      }
      return mail;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** How many mails came and were not asked for. */
  public int waiting() {
    return mails.size();
  }

  /** What clients have said, mails aside. */
  public List<String> conversation() {
    synchronized (conversation) {
      return List.copyOf(conversation);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("smtp-client").start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      say(client, "220 sink ready");
      String from = "";
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (conversation) {
          conversation.add(line);
        }
        switch (line.substring(0, Math.min(line.length(), 4)).toUpperCase(Locale.ROOT)) {
          case "EHLO" -> say(client, "250-sink\r\n250 8BITMIME");
          case "MAIL" -> {
            from = address(line);
            say(client, "250 ok");
          }
          case "RCPT" -> {
            to = address(line);
            say(client, refusal.isEmpty() ? "250 ok" : refusal);
          }
          case "DATA" -> {
            say(client, "354 go on");
            mails.add(new SinkMail(from, to, data(in)));
            say(client, "250 taken");
          }
          case "QUIT" -> {
            say(client, "221 bye");
            return;
          }
          default -> say(client, "250 ok");
        }
      }
    } catch (IOException broken) {
      // The client left; what it said is remembered.
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      source.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
    }
    return source.toString();
  }

  private static String address(String command) {
    return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
  }

  private static void say(Socket client, String answer) throws IOException {
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }
}
