package fettle.emulator;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A module as a process of its own, connected with what edgeAgent would give it: {@code send OUTPUT
 * BODY} sends and ends, {@code hold INPUT} prints the first message and never finishes with it.
 */
public final class ModuleProgram {

  private ModuleProgram() {}

  public static void main(String[] args) throws Exception {
    ClientOptions options = ClientOptions.builder().sendInterval(1).receiveInterval(1).build();
    ModuleClient client =
        ModuleClient.createFromEnvironment(new UnixSocket(), IotHubClientProtocol.MQTT, options);
    CountDownLatch forever = new CountDownLatch(1);
    if (args[0].equals("hold")) {
      client.setMessageCallback(
          args[1],
          (received, context) -> {
            System.out.println("GOT " + new String(received.getBytes(), StandardCharsets.UTF_8));
            hold(forever);
            return IotHubMessageResult.COMPLETE;
          },
          null);
    }
    client.open(false);
    System.out.println("OPEN");
    if (args[0].equals("send")) {
      client.sendEvent(new Message(args[2].getBytes(StandardCharsets.UTF_8)), args[1]);
      System.out.println("SENT");
      client.close();
    } else {
      forever.await();
    }
  }

  private static void hold(CountDownLatch forever) {
    try {
      forever.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it; what it prints goes into the file. */
  public static Process start(Path output, Map<String, String> environment, String... args)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-cp",
            System.getProperty("java.class.path"),
            ModuleProgram.class.getName());
    builder.command().addAll(List.of(args));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }
}
